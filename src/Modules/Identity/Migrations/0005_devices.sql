-- With what a user has signed in before: another browser or system is told to its owner.
CREATE TABLE identity.known_devices (
    user_id       uuid NOT NULL REFERENCES identity.users ON DELETE CASCADE,
    device        text NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    PRIMARY KEY (user_id, device)
);
