-- "Libreta de direcciones"; an order keeps a copy of what it was given, so that these may change.
CREATE TABLE identity.addresses (
    id                 uuid PRIMARY KEY,
    account_id         uuid NOT NULL REFERENCES identity.accounts,
    is_ship_to         boolean NOT NULL,
    is_bill_to         boolean NOT NULL,
    is_default_ship_to boolean NOT NULL DEFAULT false,
    is_default_bill_to boolean NOT NULL DEFAULT false,
    name               text NOT NULL,
    attention          text,
    line1              text NOT NULL,
    line2              text,
    city               text NOT NULL,
    region             text,
    postal_code        text NOT NULL,
    country            char(2) NOT NULL,
    phone              text,
    version            bigint NOT NULL DEFAULT 1,
    changed_at         timestamptz NOT NULL,
    CONSTRAINT addresses_have_a_kind CHECK (is_ship_to OR is_bill_to),
    CONSTRAINT addresses_default_is_of_its_kind CHECK ((is_ship_to OR NOT is_default_ship_to) AND (is_bill_to OR NOT is_default_bill_to))
);
CREATE UNIQUE INDEX addresses_default_ship_to ON identity.addresses (account_id) WHERE is_default_ship_to;
CREATE UNIQUE INDEX addresses_default_bill_to ON identity.addresses (account_id) WHERE is_default_bill_to;
CREATE INDEX addresses_by_name ON identity.addresses (account_id, lower(name), id);
CREATE INDEX addresses_by_city ON identity.addresses (account_id, lower(city), id);
CREATE INDEX addresses_by_country ON identity.addresses (account_id, country, id);
CREATE INDEX addresses_by_change ON identity.addresses (account_id, changed_at, id);
