ALTER TABLE identity.users
    -- Given for a temporary password: it lasts until then and must be changed before anything else.
    ADD COLUMN password_valid_until timestamptz,
    -- A temporary password that was asked for and not yet used; until it is, the old one goes on working.
    ADD COLUMN reset_hash           text,
    ADD COLUMN reset_valid_until    timestamptz;

-- Every password that a user had before the present one.
CREATE TABLE identity.password_history (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES identity.users ON DELETE CASCADE,
    password_hash text NOT NULL,
    replaced_at   timestamptz NOT NULL
);
CREATE INDEX password_history_user ON identity.password_history (user_id);

-- Why a sign-in was refused: for administrators; whoever signs in is told only what a stranger may know.
CREATE TABLE identity.sign_in_attempts (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id        uuid REFERENCES identity.users ON DELETE CASCADE,
    user_name      text NOT NULL,
    at             timestamptz NOT NULL,
    outcome        text NOT NULL,
    remote_address text
);
CREATE INDEX sign_in_attempts_user ON identity.sign_in_attempts (user_id, id);
CREATE INDEX sign_in_attempts_at ON identity.sign_in_attempts (at);

-- Who asked for a temporary password, found or not, to count them per name and address.
CREATE TABLE identity.password_resets (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_name      text NOT NULL,
    remote_address text,
    at             timestamptz NOT NULL
);
CREATE INDEX password_resets_name ON identity.password_resets (user_name, at);
CREATE INDEX password_resets_address ON identity.password_resets (remote_address, at);
CREATE INDEX password_resets_at ON identity.password_resets (at);

ALTER TABLE identity.sessions
    ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
    ADD COLUMN last_seen_at         timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN remote_address       text,
    ADD COLUMN user_agent           text;

-- That somebody was seen again changes nothing of what the hosts keep in memory.
DROP TRIGGER sessions_changed ON identity.sessions;
CREATE TRIGGER sessions_changed AFTER UPDATE ON identity.sessions
    FOR EACH ROW WHEN (OLD.last_seen_at IS NOT DISTINCT FROM NEW.last_seen_at) EXECUTE FUNCTION identity.tell_change();
CREATE TRIGGER sessions_ended AFTER DELETE ON identity.sessions
    FOR EACH ROW EXECUTE FUNCTION identity.tell_change();

-- The second factor of a sign-in: the key of an authenticator app, sealed; the last code's time, as none is taken twice.
ALTER TABLE identity.users
    ADD COLUMN factor_key          text,
    ADD COLUMN factor_confirmed_at timestamptz,
    ADD COLUMN factor_last_step    bigint NOT NULL DEFAULT 0;

CREATE TABLE identity.recovery_codes (
    user_id   uuid NOT NULL REFERENCES identity.users ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at   timestamptz,
    PRIMARY KEY (user_id, code_hash)
);

ALTER TABLE identity.accounts ADD COLUMN requires_second_factor boolean NOT NULL DEFAULT false;

CREATE FUNCTION identity.tell_account_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('identity_changed', m.user_id::text) FROM identity.memberships m WHERE m.account_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER accounts_changed AFTER UPDATE OF requires_second_factor ON identity.accounts
    FOR EACH ROW EXECUTE FUNCTION identity.tell_account_change();

-- Names, and whether there is a second factor, are kept in memory with the sessions.
CREATE FUNCTION identity.tell_user_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('identity_changed', NEW.id::text);
    RETURN NULL;
END $$;
CREATE TRIGGER users_changed AFTER UPDATE OF display_name, factor_confirmed_at ON identity.users
    FOR EACH ROW EXECUTE FUNCTION identity.tell_user_change();
