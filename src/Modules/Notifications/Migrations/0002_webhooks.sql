-- Where an account's own programs are told of what happens.
CREATE TABLE notifications.webhooks (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    url        text NOT NULL,
    events     text[] NOT NULL,
    -- Sealed.
    secret     text NOT NULL,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL
);
CREATE INDEX webhooks_of_account ON notifications.webhooks (account_id);

CREATE TABLE notifications.webhook_deliveries (
    id              uuid PRIMARY KEY,
    webhook_id      uuid NOT NULL REFERENCES notifications.webhooks ON DELETE CASCADE,
    account_id      uuid NOT NULL,
    event_id        uuid NOT NULL,
    type            text NOT NULL,
    -- As it is signed and sent, byte for byte.
    body            text NOT NULL,
    status          text NOT NULL CHECK (status IN ('waiting', 'delivered', 'dead')),
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    answer          integer,
    last_error      text,
    written_at      timestamptz NOT NULL,
    delivered_at    timestamptz,
    UNIQUE (webhook_id, event_id)
);
CREATE INDEX webhook_deliveries_due ON notifications.webhook_deliveries (next_attempt_at) WHERE status = 'waiting';
CREATE INDEX webhook_deliveries_of_webhook ON notifications.webhook_deliveries (webhook_id, written_at);
CREATE INDEX webhook_deliveries_written ON notifications.webhook_deliveries (written_at);
