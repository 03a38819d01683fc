-- An erased user's row stays, nameless, as orders and the audit trail refer to it.
ALTER TABLE identity.users ADD COLUMN erased_at timestamptz;
CREATE INDEX invitations_accepted ON identity.invitations (accepted_by) WHERE accepted_by IS NOT NULL;
