-- PostgreSQL changes a row in place only where no column of any index differs, whichever rows that index holds. So no index
-- holds the moment of the last change: they hold its minute, and of private baskets that are worked on not even that.
ALTER TABLE baskets.baskets ADD COLUMN changed_minute timestamp GENERATED ALWAYS AS (
    CASE WHEN status = 'active' AND visibility = 'private' THEN NULL ELSE date_trunc('minute', changed_at AT TIME ZONE 'UTC') END) STORED;

DROP INDEX baskets.baskets_mine_by_change;
CREATE INDEX baskets_mine_by_change ON baskets.baskets (account_id, owner_id, status, changed_minute) WHERE status <> 'active';
DROP INDEX baskets.baskets_company_by_change;
CREATE INDEX baskets_company_by_change ON baskets.baskets (account_id, status, changed_minute) WHERE visibility <> 'private';

-- One index in place of two: a basket's history in its order.
ALTER TABLE baskets.changes DROP CONSTRAINT changes_pkey, ADD PRIMARY KEY (basket_id, id);
DROP INDEX baskets.changes_of_basket;
