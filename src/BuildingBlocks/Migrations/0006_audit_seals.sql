-- The chain of each account: a seal's hash covers its row and the hash before it.
CREATE TABLE platform.audit_seals (
    account_id uuid NOT NULL,
    no         bigint NOT NULL,
    seq        bigint NOT NULL UNIQUE,
    hash       bytea NOT NULL,
    PRIMARY KEY (account_id, no)
);
CREATE TRIGGER audit_seals_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

-- Every row of a transaction before this one is sealed.
CREATE TABLE platform.audit_sealed (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    before   xid8 NOT NULL
);
INSERT INTO platform.audit_sealed (before) VALUES ('0');

CREATE INDEX audit_by_transaction ON platform.audit (xid, seq);
