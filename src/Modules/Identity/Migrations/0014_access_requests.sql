-- A user asks for a tool of an account, once at a time; whoever manages its people decides.
CREATE TABLE identity.access_requests (
    id              uuid PRIMARY KEY,
    account_id      uuid NOT NULL REFERENCES identity.accounts,
    user_id         uuid NOT NULL REFERENCES identity.users,
    tool            text NOT NULL,
    reason          text NOT NULL,
    status          text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'approved', 'denied', 'withdrawn')),
    asked_at        timestamptz NOT NULL,
    decided_at      timestamptz,
    decided_by      uuid REFERENCES identity.users,
    decision_reason text
);
COMMENT ON COLUMN identity.access_requests.tool IS 'The name of a module: its privileges are what is asked for.';
CREATE UNIQUE INDEX access_requests_once ON identity.access_requests (account_id, user_id, tool) WHERE status = 'waiting';
CREATE INDEX access_requests_of_account ON identity.access_requests (account_id, asked_at, id);
CREATE INDEX access_requests_by_status ON identity.access_requests (account_id, status, asked_at, id);
CREATE INDEX access_requests_of_user ON identity.access_requests (account_id, user_id, tool, asked_at DESC);
