-- A session of the distributor's staff that acts for an account: the membership it rests on stays account_id's.
ALTER TABLE identity.sessions
    ADD COLUMN behalf_account_id uuid REFERENCES identity.accounts,
    ADD COLUMN behalf_reason     text,
    ADD COLUMN behalf_since      timestamptz,
    ADD COLUMN behalf_until      timestamptz,
    ADD CONSTRAINT sessions_behalf CHECK (
        num_nulls(behalf_account_id, behalf_reason, behalf_since, behalf_until) IN (0, 4));

-- An account is new until one of its people has been in.
ALTER TABLE identity.accounts ADD COLUMN status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'active'));
UPDATE identity.accounts a SET status = 'active'
WHERE EXISTS (SELECT FROM identity.memberships m WHERE m.account_id = a.id AND m.first_access IS NOT NULL);

CREATE FUNCTION identity.note_first_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE identity.accounts SET status = 'active' WHERE id = NEW.account_id AND status = 'new';
    RETURN NULL;
END $$;
CREATE TRIGGER memberships_first_access AFTER UPDATE OF first_access ON identity.memberships
    FOR EACH ROW WHEN (OLD.first_access IS NULL AND NEW.first_access IS NOT NULL) EXECUTE FUNCTION identity.note_first_access();

-- The staff's list of accounts: its sorts, its filters, and part of a number or a name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX accounts_words ON identity.accounts USING gin (number gin_trgm_ops, name gin_trgm_ops);
CREATE INDEX accounts_name ON identity.accounts (name, id);
CREATE INDEX accounts_created ON identity.accounts (created_at, id);
CREATE INDEX accounts_kind ON identity.accounts (kind, id);
CREATE INDEX accounts_country ON identity.accounts (country, id);
CREATE INDEX accounts_currency ON identity.accounts (currency, id);
CREATE INDEX accounts_status ON identity.accounts (status, id);
