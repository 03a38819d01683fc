-- E-mails on their way out, written in the transaction in which their event is handled.
CREATE TABLE notifications.messages (
    id              uuid PRIMARY KEY,
    event_id        uuid NOT NULL,
    kind            text NOT NULL,
    -- Which texts: a kind may have several.
    template        text NOT NULL,
    account_id      uuid,
    user_id         uuid,
    email           text NOT NULL,
    name            text NOT NULL,
    language        text NOT NULL CHECK (language IN ('es', 'pt-BR', 'en')),
    subject         text NOT NULL,
    -- Fill the texts; written as the reader's country writes numbers.
    args            text[] NOT NULL,
    link            text,
    -- Sealed; opened while the e-mail is sent and gone afterwards.
    secret          text,
    status          text NOT NULL CHECK (status IN ('waiting', 'daily', 'collected', 'sent', 'dead')),
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    valid_until     timestamptz,
    last_error      text,
    written_at      timestamptz NOT NULL,
    sent_at         timestamptz,
    -- One per event and recipient, whatever is repeated.
    UNIQUE (event_id, template, email)
);
CREATE INDEX messages_due ON notifications.messages (next_attempt_at) WHERE status = 'waiting';
CREATE INDEX messages_daily ON notifications.messages (user_id, next_attempt_at) WHERE status = 'daily';
CREATE INDEX messages_written ON notifications.messages (written_at);

-- What the bell rings for.
CREATE TABLE notifications.inbox (
    id         uuid PRIMARY KEY,
    event_id   uuid NOT NULL,
    user_id    uuid NOT NULL,
    account_id uuid,
    kind       text NOT NULL,
    template   text NOT NULL,
    args       text[] NOT NULL,
    link       text,
    told_at    timestamptz NOT NULL,
    read_at    timestamptz,
    UNIQUE (event_id, template, user_id)
);
COMMENT ON COLUMN notifications.inbox.account_id IS 'Null: about the person, shown whatever account they act for.';
CREATE INDEX inbox_of_user ON notifications.inbox (user_id, told_at);
CREATE INDEX inbox_unread ON notifications.inbox (user_id) WHERE read_at IS NULL;
CREATE INDEX inbox_told ON notifications.inbox (told_at);

CREATE TABLE notifications.addresses (
    user_id uuid PRIMARY KEY,
    email   text NOT NULL
);

-- A kind without a row is told at once, by e-mail and in the portal.
CREATE TABLE notifications.choices (
    user_id uuid NOT NULL,
    kind    text NOT NULL,
    email   text NOT NULL CHECK (email IN ('immediately', 'daily', 'off')),
    portal  boolean NOT NULL,
    PRIMARY KEY (user_id, kind)
);
