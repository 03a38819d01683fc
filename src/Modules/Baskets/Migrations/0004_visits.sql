-- Who looked at which basket last, and at what. Unlogged: looking must not wait for the disk; a crash forgets it.
CREATE UNLOGGED TABLE baskets.visits (
    basket_id    uuid NOT NULL,
    user_id      uuid NOT NULL,
    seen_version bigint NOT NULL,
    here_since   timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL,
    PRIMARY KEY (basket_id, user_id)
) WITH (fillfactor = 70);
