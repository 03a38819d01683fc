-- What changes most, the quantities of baskets that are worked on, moves no index entry: an owner's active baskets are few
-- and sorted when they are listed. What is ordered or deleted is much and changes no more.
DROP INDEX baskets.baskets_mine_by_change;
CREATE INDEX baskets_mine_by_change ON baskets.baskets (account_id, owner_id, status, changed_at DESC, id DESC) WHERE status <> 'active';
