-- How the members of an account sign in with their organisation's OpenID provider: asked for by an administrator, decided by the distributor.
CREATE TABLE identity.single_sign_on (
    account_id        uuid PRIMARY KEY REFERENCES identity.accounts,
    issuer            text NOT NULL,
    client_id         text NOT NULL,
    client_secret     text NOT NULL,
    domains           text[] NOT NULL,
    passwords_allowed boolean NOT NULL,
    proves_factor     boolean NOT NULL,
    status            text NOT NULL CHECK (status IN ('requested', 'enabled', 'refused', 'withdrawn')),
    requested_at      timestamptz NOT NULL,
    requested_by      uuid NOT NULL REFERENCES identity.users,
    decided_at        timestamptz,
    decided_by        uuid REFERENCES identity.users,
    reason            text,
    version           bigint NOT NULL DEFAULT 1
);
COMMENT ON COLUMN identity.single_sign_on.client_secret IS 'Sealed.';
COMMENT ON COLUMN identity.single_sign_on.domains IS 'E-mail domains in lower case that lead here and that the provider may speak for.';
CREATE INDEX single_sign_on_status ON identity.single_sign_on (status, requested_at, account_id);
CREATE INDEX single_sign_on_requested ON identity.single_sign_on (requested_at, account_id);

-- The domains of what is enabled: one leads to one account.
CREATE TABLE identity.single_sign_on_domains (
    domain     text PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES identity.single_sign_on ON DELETE CASCADE
);
CREATE INDEX single_sign_on_domains_account ON identity.single_sign_on_domains (account_id);

-- Whom a provider means by its subject, for this account alone.
CREATE TABLE identity.linked_subjects (
    account_id uuid NOT NULL REFERENCES identity.accounts,
    issuer     text NOT NULL,
    subject    text NOT NULL,
    user_id    uuid NOT NULL REFERENCES identity.users,
    linked_at  timestamptz NOT NULL,
    PRIMARY KEY (account_id, issuer, subject),
    UNIQUE (account_id, issuer, user_id)
);
CREATE INDEX linked_subjects_user ON identity.linked_subjects (user_id);

ALTER TABLE identity.sessions
    ADD COLUMN by_single_sign_on boolean NOT NULL DEFAULT false,
    ADD COLUMN factor_proved     boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN identity.sessions.by_single_sign_on IS 'Begun by the account''s own provider, and so good for that account alone.';
CREATE INDEX sessions_by_single_sign_on ON identity.sessions (account_id) WHERE by_single_sign_on;

-- A member is found by the verified address once; addresses are not unique.
CREATE INDEX users_email ON identity.users (lower(email)) WHERE kind = 'person';
