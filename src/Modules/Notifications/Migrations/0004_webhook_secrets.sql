-- Webhooks are changed by several people, and their secret is replaced while their programs still know the one before.
ALTER TABLE notifications.webhooks
    ADD COLUMN version          bigint NOT NULL DEFAULT 1,
    -- Sealed; signs beside the secret until then.
    ADD COLUMN old_secret       text,
    ADD COLUMN old_secret_until timestamptz;

CREATE INDEX webhook_deliveries_by_status ON notifications.webhook_deliveries (webhook_id, status, written_at);
