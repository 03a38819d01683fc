CREATE TABLE identity.accounts (
    id           uuid PRIMARY KEY,
    number       text NOT NULL UNIQUE,
    name         text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('business', 'premier', 'home', 'distributor')),
    country      char(2) NOT NULL,
    currency     char(3) NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE identity.account_certifications (
    account_id   uuid NOT NULL REFERENCES identity.accounts,
    code         text NOT NULL,
    valid_until  date,
    PRIMARY KEY (account_id, code)
);

CREATE TABLE identity.users (
    id              uuid PRIMARY KEY,
    user_name       text NOT NULL,
    display_name    text NOT NULL,
    email           text NOT NULL,
    password_hash   text NOT NULL,
    home_account_id uuid NOT NULL REFERENCES identity.accounts,
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_user_name ON identity.users (lower(user_name));

CREATE TABLE identity.memberships (
    account_id       uuid NOT NULL REFERENCES identity.accounts,
    user_id          uuid NOT NULL REFERENCES identity.users,
    is_administrator boolean NOT NULL DEFAULT false,
    privileges       text[] NOT NULL DEFAULT '{}',
    access_group     text NOT NULL DEFAULT '',
    first_access     timestamptz,
    last_access      timestamptz,
    PRIMARY KEY (user_id, account_id)
);
CREATE INDEX memberships_account ON identity.memberships (account_id);

-- A token is never kept, only its SHA-256.
CREATE TABLE identity.sessions (
    id          uuid PRIMARY KEY,
    token_hash  bytea NOT NULL UNIQUE,
    user_id     uuid NOT NULL REFERENCES identity.users,
    account_id  uuid NOT NULL REFERENCES identity.accounts,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL
);
CREATE INDEX sessions_user ON identity.sessions (user_id);
CREATE INDEX sessions_expires_at ON identity.sessions (expires_at);

-- Counted by the name that was typed, whether or not anybody bears it: a lock-out tells a stranger nothing.
CREATE TABLE identity.sign_in_failures (
    user_name    text PRIMARY KEY,
    count        integer NOT NULL,
    last_at      timestamptz NOT NULL,
    locked_until timestamptz
);

-- Every host keeps callers in memory; what changes one is told to all of them with the commit.
CREATE FUNCTION identity.tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('identity_changed', OLD.user_id::text);
    RETURN NULL;
END $$;
CREATE TRIGGER sessions_changed AFTER UPDATE OR DELETE ON identity.sessions
    FOR EACH ROW EXECUTE FUNCTION identity.tell_change();
CREATE TRIGGER memberships_changed AFTER UPDATE OF privileges, is_administrator, access_group OR DELETE ON identity.memberships
    FOR EACH ROW EXECUTE FUNCTION identity.tell_change();
