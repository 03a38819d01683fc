-- An order's lines are those of its basket, which has one per product; nothing is looked up by it.
DROP INDEX ordering.order_lines_one_per_sku;
