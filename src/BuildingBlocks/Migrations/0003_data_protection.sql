-- The keys that seal forms and cookies, shared by every host on this database.
CREATE TABLE platform.data_protection_keys (
    name text PRIMARY KEY,
    xml  text NOT NULL
);
