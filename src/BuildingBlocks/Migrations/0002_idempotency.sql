-- The first answer to each Idempotency-Key, kept for a day.
CREATE TABLE platform.idempotency (
    id            uuid PRIMARY KEY,
    account_id    uuid NOT NULL,
    user_id       uuid NOT NULL,
    request_hash  bytea NOT NULL,
    claimed_until timestamptz NOT NULL,
    status        integer,
    content_type  text,
    location      text,
    etag          text,
    body          bytea,
    created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idempotency_created_at ON platform.idempotency (created_at);
