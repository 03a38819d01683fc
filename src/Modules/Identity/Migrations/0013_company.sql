-- What a company says of itself; name, tax id, country and currency are the distributor's to change.
ALTER TABLE identity.accounts
    ADD COLUMN tax_id          text,
    ADD COLUMN trade_name      text NOT NULL DEFAULT '',
    ADD COLUMN phone           text NOT NULL DEFAULT '',
    ADD COLUMN email           text NOT NULL DEFAULT '',
    ADD COLUMN website         text NOT NULL DEFAULT '',
    ADD COLUMN profile_version bigint NOT NULL DEFAULT 1;
UPDATE identity.accounts a SET tax_id = r.tax_id FROM identity.reseller_applications r WHERE r.account_id = a.id;
