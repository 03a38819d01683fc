-- One row for each change, written in the transaction of the change itself. A worker seals the rows afterwards.
CREATE TABLE platform.audit (
    seq            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at             timestamptz NOT NULL,
    account_id     uuid NOT NULL,
    user_id        uuid,
    behalf         text,
    action         text NOT NULL,
    subject        text NOT NULL,
    before         jsonb,
    after          jsonb,
    correlation_id text,
    remote_address text,
    -- Tells the sealing worker which rows no transaction under way can still precede.
    xid            xid8 NOT NULL DEFAULT pg_current_xact_id()
);
COMMENT ON COLUMN platform.audit.user_id IS 'Null: the system itself.';
COMMENT ON COLUMN platform.audit.behalf IS 'The reason given by the distributor''s staff who acted for the account.';
CREATE INDEX audit_of_account ON platform.audit (account_id, at, seq);
CREATE INDEX audit_of_user ON platform.audit (account_id, user_id, at, seq);
CREATE INDEX audit_of_subject ON platform.audit (account_id, subject, at, seq);

CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.audit
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
