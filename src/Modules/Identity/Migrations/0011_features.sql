-- Where a feature is switched otherwise than its module says: an account's own switch counts before its country's, that before the one without either.
CREATE TABLE identity.feature_switches (
    feature    text NOT NULL,
    country    char(2),
    account_id uuid REFERENCES identity.accounts,
    is_on      boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT feature_switches_one UNIQUE NULLS NOT DISTINCT (feature, country, account_id),
    CONSTRAINT feature_switches_for_one CHECK (country IS NULL OR account_id IS NULL)
);
CREATE INDEX feature_switches_account ON identity.feature_switches (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX feature_switches_country ON identity.feature_switches (country) WHERE account_id IS NULL;

-- Every host keeps in memory what is off for whom.
CREATE FUNCTION identity.tell_feature_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('identity_features', '');
    RETURN NULL;
END $$;
CREATE TRIGGER feature_switches_changed AFTER INSERT OR UPDATE OR DELETE ON identity.feature_switches
    FOR EACH STATEMENT EXECUTE FUNCTION identity.tell_feature_change();
