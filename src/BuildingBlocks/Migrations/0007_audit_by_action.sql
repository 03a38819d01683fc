-- The trail filtered by what happened, in the order it is shown.
CREATE INDEX audit_of_action ON platform.audit (account_id, action, at, seq);
