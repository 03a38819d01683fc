-- Whom to ask for at the place, and how to reach it.
ALTER TABLE ordering.orders
    ADD COLUMN ship_to_attention text,
    ADD COLUMN ship_to_phone     text;
