CREATE INDEX orders_of_user ON ordering.orders (account_id, placed_by, placed_at);
