-- How an order is paid, and where its invoice goes: copies, as the account's own may change.
ALTER TABLE ordering.orders
    ADD COLUMN payment_type_id     uuid,
    ADD COLUMN payment_kind        text,
    ADD COLUMN payment_label       text,
    ADD COLUMN bill_to_name        text,
    ADD COLUMN bill_to_line1       text,
    ADD COLUMN bill_to_line2       text,
    ADD COLUMN bill_to_city        text,
    ADD COLUMN bill_to_region      text,
    ADD COLUMN bill_to_postal_code text,
    ADD COLUMN bill_to_country     char(2),
    ADD COLUMN bill_to_attention   text,
    ADD COLUMN bill_to_phone       text;

-- "Pago rápido": what a checkout asks for, under a name.
CREATE TABLE ordering.quick_pay_profiles (
    id              uuid PRIMARY KEY,
    account_id      uuid NOT NULL,
    name            text NOT NULL,
    ship_to_id      uuid NOT NULL,
    bill_to_id      uuid,
    payment_type_id uuid NOT NULL,
    ship_complete   boolean NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    changed_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX quick_pay_profiles_name ON ordering.quick_pay_profiles (account_id, lower(name));

-- Orders that wait for the buyer to confirm the payment to the bank.
CREATE TABLE ordering.unconfirmed (
    order_id   uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    user_id    uuid NOT NULL,
    basket_id  uuid NOT NULL,
    wish       jsonb NOT NULL,
    asked_at   timestamptz NOT NULL
);
COMMENT ON COLUMN ordering.unconfirmed.wish IS 'The command as it will be sent again.';
CREATE INDEX unconfirmed_by_age ON ordering.unconfirmed (asked_at);
