-- Search by beginnings. Only ordered baskets: open ones are few, change often and would pay for each index.
CREATE INDEX baskets_ordered_name_begins ON baskets.baskets (account_id, lower(name) text_pattern_ops) WHERE status = 'ordered';
CREATE INDEX baskets_ordered_purchase_order_begins ON baskets.baskets (account_id, lower(purchase_order_number) text_pattern_ops)
    WHERE status = 'ordered';
