-- Guests' wrong guesses about an order, whether there is such an order or not; what is lost in a crash is no loss.
CREATE UNLOGGED TABLE ordering.wrong_lookups (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number         text NOT NULL,
    remote_address text,
    at             timestamptz NOT NULL
);
CREATE INDEX wrong_lookups_number ON ordering.wrong_lookups (number, at);
CREATE INDEX wrong_lookups_at ON ordering.wrong_lookups (at);
