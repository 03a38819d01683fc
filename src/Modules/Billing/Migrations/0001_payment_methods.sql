-- "Tipos de pago": how an account pays. A card is a provider's token, sealed; its number is never here.
CREATE TABLE billing.payment_methods (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('card', 'terms', 'transfer')),
    provider     text,
    token        text,
    brand        text,
    last4        text CHECK (last4 ~ '^[0-9]{4}$'),
    expiry_year  integer,
    expiry_month integer CHECK (expiry_month BETWEEN 1 AND 12),
    holder       text,
    is_default   boolean NOT NULL DEFAULT false,
    added_at     timestamptz NOT NULL,
    CONSTRAINT payment_methods_card_is_whole CHECK (
        (kind = 'card') = (provider IS NOT NULL AND token IS NOT NULL AND last4 IS NOT NULL AND expiry_year IS NOT NULL AND expiry_month IS NOT NULL))
);
CREATE INDEX payment_methods_account ON billing.payment_methods (account_id, added_at, id);
CREATE UNIQUE INDEX payment_methods_default ON billing.payment_methods (account_id) WHERE is_default;
CREATE UNIQUE INDEX payment_methods_one_of_kind ON billing.payment_methods (account_id, kind) WHERE kind <> 'card';

-- One attempt to be paid for an order; the provider knows it by the order's id and the number of the attempt, so that asking again asks for the same.
CREATE TABLE billing.authorizations (
    order_id         uuid NOT NULL,
    attempt          integer NOT NULL,
    account_id       uuid NOT NULL,
    basket_id        uuid NOT NULL,
    method_id        uuid NOT NULL,
    amount           numeric(24, 4) NOT NULL,
    currency         char(3) NOT NULL,
    status           text NOT NULL CHECK (status IN ('pending', 'confirming', 'authorized', 'declined', 'voiding', 'voided')),
    confirmation_url text,
    reason           text,
    created_at       timestamptz NOT NULL,
    changed_at       timestamptz NOT NULL,
    placed_at        timestamptz,
    PRIMARY KEY (order_id, attempt)
);
COMMENT ON COLUMN billing.authorizations.placed_at IS 'When its order was there; an authorized one without is given back after a day.';
-- What a basket costs is authorized once, whoever asks how often.
CREATE UNIQUE INDEX authorizations_open ON billing.authorizations (basket_id) WHERE status IN ('pending', 'confirming', 'authorized');
CREATE INDEX authorizations_left_over ON billing.authorizations (changed_at) WHERE placed_at IS NULL AND status NOT IN ('declined', 'voided');

-- What the test provider remembers, in place of a bank; a real provider has this on its own machines.
CREATE TABLE billing.test_cards (
    setup        text PRIMARY KEY,
    token        text NOT NULL UNIQUE,
    brand        text NOT NULL,
    last4        text NOT NULL,
    expiry_year  integer NOT NULL,
    expiry_month integer NOT NULL,
    holder       text NOT NULL,
    behaviour    text NOT NULL,
    made_at      timestamptz NOT NULL
);
CREATE TABLE billing.test_authorizations (
    key        text PRIMARY KEY,
    reference  text NOT NULL UNIQUE,
    token      text NOT NULL,
    amount     numeric(24, 4) NOT NULL,
    currency   char(3) NOT NULL,
    status     text NOT NULL,
    reason     text,
    return_url text NOT NULL,
    asked      integer NOT NULL DEFAULT 1,
    made_at    timestamptz NOT NULL
);
