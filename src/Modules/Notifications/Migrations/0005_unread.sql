-- Each page counts what its reader has not read, for one account: without looking at a row.
CREATE INDEX inbox_unread_of_account ON notifications.inbox (user_id, account_id) WHERE read_at IS NULL;
DROP INDEX notifications.inbox_unread;
