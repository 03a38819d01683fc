-- A member who waits was not let in yet; one who is refused or inactive may not sign in for this account.
ALTER TABLE identity.memberships
    ADD COLUMN status text NOT NULL DEFAULT 'active' CHECK (status IN ('waiting', 'active', 'inactive', 'refused')),
    ADD COLUMN version bigint NOT NULL DEFAULT 1;
COMMENT ON COLUMN identity.memberships.version IS 'Counts changes of access; a page that was opened before one is refused.';

DROP TRIGGER memberships_changed ON identity.memberships;
CREATE TRIGGER memberships_changed AFTER UPDATE OF privileges, is_administrator, access_group, status OR DELETE ON identity.memberships
    FOR EACH ROW EXECUTE FUNCTION identity.tell_change();

-- An account that has had an administrator keeps one, whoever writes: the account's row makes those who take one away wait for each other.
CREATE FUNCTION identity.keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM identity.accounts WHERE id = OLD.account_id FOR NO KEY UPDATE;
    IF NOT EXISTS (SELECT FROM identity.memberships WHERE account_id = OLD.account_id AND is_administrator AND status = 'active') THEN
        RAISE EXCEPTION 'the account''s last administrator' USING ERRCODE = 'check_violation', CONSTRAINT = 'memberships_keep_an_administrator';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER memberships_keep_an_administrator AFTER UPDATE OF is_administrator, status ON identity.memberships
    FOR EACH ROW WHEN (OLD.is_administrator AND OLD.status = 'active' AND NOT (NEW.is_administrator AND NEW.status = 'active'))
    EXECUTE FUNCTION identity.keep_an_administrator();
CREATE TRIGGER memberships_keep_an_administrator_left AFTER DELETE ON identity.memberships
    FOR EACH ROW WHEN (OLD.is_administrator AND OLD.status = 'active')
    EXECUTE FUNCTION identity.keep_an_administrator();

-- The token of the link is never kept, only its SHA-256.
CREATE TABLE identity.invitations (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL REFERENCES identity.accounts,
    name         text NOT NULL,
    email        text NOT NULL,
    privileges   text[] NOT NULL DEFAULT '{}',
    token_hash   bytea NOT NULL UNIQUE,
    invited_by   uuid NOT NULL REFERENCES identity.users,
    sent_at      timestamptz NOT NULL,
    valid_until  timestamptz NOT NULL,
    accepted_by  uuid REFERENCES identity.users,
    withdrawn_at timestamptz
);
CREATE INDEX invitations_open ON identity.invitations (account_id, sent_at) WHERE accepted_by IS NULL AND withdrawn_at IS NULL;

-- Named sets of privileges, to be ticked at once.
CREATE TABLE identity.role_templates (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES identity.accounts,
    name       text NOT NULL,
    privileges text[] NOT NULL
);
CREATE UNIQUE INDEX role_templates_name ON identity.role_templates (account_id, lower(name));

CREATE SEQUENCE identity.account_numbers START 400001;

-- Companies that want to become resellers; the distributor's staff decides.
CREATE TABLE identity.reseller_applications (
    id                uuid PRIMARY KEY,
    reference         text NOT NULL UNIQUE,
    company           text NOT NULL,
    country           char(2) NOT NULL,
    tax_id            text NOT NULL,
    business_activity text NOT NULL,
    applicant_name    text NOT NULL,
    email             text NOT NULL,
    language          text NOT NULL,
    remote_address    text,
    received_at       timestamptz NOT NULL,
    status            text NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'accepted', 'refused')),
    decided_at        timestamptz,
    decided_by        uuid REFERENCES identity.users,
    reason            text,
    account_id        uuid REFERENCES identity.accounts
);
COMMENT ON COLUMN identity.reseller_applications.tax_id IS 'Without punctuation, in upper case.';
CREATE INDEX reseller_applications_status ON identity.reseller_applications (status, received_at);
CREATE INDEX reseller_applications_remote ON identity.reseller_applications (remote_address, received_at);
