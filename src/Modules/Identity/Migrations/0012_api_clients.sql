-- A program of an account is a user of a kind of its own: it has a name in histories and privileges in a membership, and no password.
ALTER TABLE identity.users
    ADD COLUMN kind text NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'client')),
    ADD CONSTRAINT users_client_has_no_password CHECK (kind = 'person' OR (password_hash = '' AND reset_hash IS NULL));
COMMENT ON COLUMN identity.users.kind IS 'client: a program; its user name is its client id.';

CREATE TABLE identity.api_clients (
    user_id           uuid PRIMARY KEY REFERENCES identity.users,
    account_id        uuid NOT NULL REFERENCES identity.accounts,
    created_at        timestamptz NOT NULL,
    created_by        uuid NOT NULL REFERENCES identity.users,
    revoked_at        timestamptz,
    last_used_at      timestamptz,
    last_used_address text
);
-- An account has few: all else of the list's filters and sorts happens among them.
CREATE INDEX api_clients_account ON identity.api_clients (account_id, created_at);

-- A secret is never kept, only its SHA-256; its last characters tell it apart.
CREATE TABLE identity.api_client_secrets (
    id           uuid PRIMARY KEY,
    client_id    uuid NOT NULL REFERENCES identity.api_clients,
    secret_hash  bytea NOT NULL,
    hint         text NOT NULL,
    created_at   timestamptz NOT NULL,
    created_by   uuid NOT NULL REFERENCES identity.users,
    valid_until  timestamptz,
    ended_at     timestamptz,
    last_used_at timestamptz
);
COMMENT ON COLUMN identity.api_client_secrets.ended_at IS 'Ended before its time, whatever the clock of a token under way says.';
CREATE INDEX api_client_secrets_client ON identity.api_client_secrets (client_id, created_at);

-- A client's access token is a session that may do less than the client.
ALTER TABLE identity.sessions
    ADD COLUMN scopes           text[],
    ADD COLUMN client_secret_id uuid REFERENCES identity.api_client_secrets;
COMMENT ON COLUMN identity.sessions.scopes IS 'The privileges it is narrowed to; null: a person''s, not narrowed.';
CREATE INDEX sessions_of_clients ON identity.sessions (user_id, created_at) WHERE client_secret_id IS NOT NULL;

-- Wrong client secrets, by client id as sent with its address, and by address.
CREATE TABLE identity.token_failures (
    key   text PRIMARY KEY,
    count integer NOT NULL,
    since timestamptz NOT NULL
);
CREATE INDEX token_failures_since ON identity.token_failures (since);

-- A program never administers an account, whoever writes.
CREATE FUNCTION identity.refuse_client_as_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM identity.users WHERE id = NEW.user_id AND kind = 'client') THEN
        RAISE EXCEPTION 'an API client is no administrator' USING ERRCODE = 'check_violation', CONSTRAINT = 'memberships_client_is_no_administrator';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER memberships_client_is_no_administrator BEFORE INSERT OR UPDATE OF is_administrator ON identity.memberships
    FOR EACH ROW WHEN (NEW.is_administrator) EXECUTE FUNCTION identity.refuse_client_as_administrator();
