-- An answer is written into the row of its key, beside it.
ALTER TABLE platform.idempotency SET (fillfactor = 50);
