-- Events told beside the state they tell of, delivered by OutboxWorker. A writer of a key holds a row lock on the
-- key's state when it inserts, so ids of one key grow in the order of their commits.
CREATE TABLE platform.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    type text NOT NULL,
    -- Byte order: the worker walks from key to key.
    key text COLLATE "C" NOT NULL CHECK (key <> ''),
    account_id uuid,
    payload jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT '-infinity',
    last_error text,
    delivered_at timestamptz,
    -- Given up after too many attempts; to try again: SET dead_at = NULL, attempts = 0, next_attempt_at = now().
    dead_at timestamptz
);

-- Finds the first undelivered event of each key, however many delivered ones there are.
CREATE INDEX outbox_pending ON platform.outbox (key, id) WHERE delivered_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_delivered ON platform.outbox (delivered_at) WHERE delivered_at IS NOT NULL;
CREATE INDEX outbox_dead ON platform.outbox (dead_at) WHERE dead_at IS NOT NULL;

-- Who has handled what: written in the same transaction as the consumer's own changes.
CREATE TABLE platform.inbox (
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
);

CREATE INDEX inbox_handled ON platform.inbox (handled_at);
