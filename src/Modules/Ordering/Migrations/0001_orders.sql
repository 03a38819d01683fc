CREATE SEQUENCE ordering.order_numbers START 10001;

CREATE TABLE ordering.orders (
    id                    uuid PRIMARY KEY,
    number                text NOT NULL UNIQUE,
    account_id            uuid NOT NULL,
    placed_by             uuid NOT NULL,
    basket_id             uuid NOT NULL UNIQUE,
    basket_name           text NOT NULL,
    purchase_order_number text NOT NULL,
    end_customer          text,
    notes                 text,
    ship_to_name          text NOT NULL,
    ship_to_line1         text NOT NULL,
    ship_to_line2         text,
    ship_to_city          text NOT NULL,
    ship_to_region        text,
    ship_to_postal_code   text NOT NULL,
    ship_to_country       char(2) NOT NULL,
    ship_complete         boolean NOT NULL,
    status                text NOT NULL CHECK (status IN ('placed', 'credit_review', 'backlog', 'invoiced')),
    delivery_status       text NOT NULL CHECK (delivery_status IN ('processing', 'in_transit', 'completed')),
    currency              char(3) NOT NULL,
    total                 numeric(24, 4) NOT NULL,
    line_count            integer NOT NULL,
    backordered_units     integer NOT NULL,
    placed_at             timestamptz NOT NULL
);
CREATE INDEX orders_by_date ON ordering.orders (account_id, placed_at, id);
CREATE INDEX orders_by_number ON ordering.orders (account_id, number, id);
CREATE INDEX orders_by_total ON ordering.orders (account_id, total, id);
CREATE INDEX orders_by_status ON ordering.orders (account_id, status, placed_at, id);
CREATE INDEX orders_number_begins ON ordering.orders (account_id, lower(number) text_pattern_ops);
CREATE INDEX orders_purchase_order_begins ON ordering.orders (account_id, lower(purchase_order_number) text_pattern_ops);
CREATE INDEX orders_customer_begins ON ordering.orders (account_id, lower(end_customer) text_pattern_ops);

CREATE TABLE ordering.order_lines (
    order_id           uuid NOT NULL REFERENCES ordering.orders,
    position           integer NOT NULL,
    account_id         uuid NOT NULL,
    sku                text NOT NULL,
    vendor_part_number text NOT NULL,
    vendor             text NOT NULL,
    description        text NOT NULL,
    quantity           integer NOT NULL CHECK (quantity > 0),
    allocated          integer NOT NULL CHECK (allocated BETWEEN 0 AND quantity),
    unit_price         numeric(18, 4) NOT NULL,
    notes              text,
    PRIMARY KEY (order_id, position)
);
CREATE UNIQUE INDEX order_lines_one_per_sku ON ordering.order_lines (order_id, sku);
CREATE INDEX order_lines_sku_begins ON ordering.order_lines (account_id, lower(sku) text_pattern_ops);
