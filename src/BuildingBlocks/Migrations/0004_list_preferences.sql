-- How each user wants to see the portal's lists. Both keys begin with the user, by whom they are erased.
CREATE TABLE platform.list_columns (
    user_id uuid NOT NULL,
    list    text NOT NULL,
    hidden  text[] NOT NULL,
    PRIMARY KEY (user_id, list)
);

-- What is looked for names an account's customers and orders, so that it stays with the account.
CREATE TABLE platform.saved_searches (
    user_id    uuid NOT NULL,
    account_id uuid NOT NULL,
    list       text NOT NULL,
    name       text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    query      text NOT NULL,
    saved_at   timestamptz NOT NULL,
    PRIMARY KEY (user_id, account_id, list, name)
);
