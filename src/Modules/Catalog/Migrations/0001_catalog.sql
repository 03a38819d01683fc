-- Trusted: the database's owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- SKUs are kept in upper case; COLLATE "C" makes prefix look-ups and order the same in every database.
CREATE TABLE catalog.products (
    sku                    text COLLATE "C" PRIMARY KEY CHECK (sku = upper(sku)),
    vendor_part_number     text NOT NULL,
    vendor                 text NOT NULL,
    upc                    text,
    description            text NOT NULL,
    category               text COLLATE "C" NOT NULL,
    unspsc                 text,
    retail_price           numeric(14, 2) NOT NULL CHECK (retail_price >= 0),
    currency               text NOT NULL,
    weight_kg              numeric(10, 3),
    serialised             boolean NOT NULL,
    required_certification text,
    -- What search looks at, made by the import (SearchWords): folded words, and the vendor and category levels as filters.
    words                  tsvector NOT NULL,
    name_key               text COLLATE "C" NOT NULL,
    part_key               text COLLATE "C" NOT NULL GENERATED ALWAYS AS (upper(vendor_part_number)) STORED,
    gtin                   text COLLATE "C" GENERATED ALWAYS AS (lpad(upc, 14, '0')) STORED,
    updated_at             timestamptz NOT NULL
) WITH (fillfactor = 90);

CREATE INDEX products_words ON catalog.products USING gin (words);
CREATE INDEX products_part_key ON catalog.products (part_key);
CREATE INDEX products_gtin ON catalog.products (gtin) WHERE gtin IS NOT NULL;
CREATE INDEX products_name_key ON catalog.products (name_key, sku);
CREATE INDEX products_retail_price ON catalog.products (retail_price, sku);

-- The words that descriptions, vendors and categories use: a mistyped word is mended by the nearest of them.
CREATE TABLE catalog.words (
    word text COLLATE "C" PRIMARY KEY
);
CREATE INDEX words_trigrams ON catalog.words USING gin (word gin_trgm_ops);

-- How many products each vendor has in each category, for browsing without words.
CREATE TABLE catalog.product_counts (
    category text COLLATE "C" NOT NULL,
    vendor   text NOT NULL,
    products integer NOT NULL,
    PRIMARY KEY (category, vendor)
);

CREATE TABLE catalog.warehouses (
    code text COLLATE "C" PRIMARY KEY,
    name text NOT NULL
);

-- allocated may exceed on_hand for a while: a new count may find less than orders hold.
-- Only the import inserts here, right after the products; foreign keys would double the time it takes.
CREATE TABLE catalog.stock (
    sku           text COLLATE "C" NOT NULL,
    warehouse     text COLLATE "C" NOT NULL,
    on_hand       integer NOT NULL CHECK (on_hand >= 0),
    allocated     integer NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    incoming      integer NOT NULL DEFAULT 0 CHECK (incoming >= 0),
    incoming_date date,
    PRIMARY KEY (sku, warehouse)
) WITH (fillfactor = 90);

CREATE TABLE catalog.reservations (
    order_id    uuid PRIMARY KEY,
    reserved_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE catalog.reservation_lines (
    order_id  uuid NOT NULL REFERENCES catalog.reservations,
    sku       text COLLATE "C" NOT NULL,
    warehouse text COLLATE "C" NOT NULL,
    quantity  integer NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, sku, warehouse)
);

CREATE TABLE catalog.price_lists (
    code       text COLLATE "C" PRIMARY KEY,
    name       text NOT NULL,
    version    bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    updated_by uuid
);

-- An account buys by one list at most.
CREATE TABLE catalog.price_list_accounts (
    account_id uuid PRIMARY KEY,
    list_code  text COLLATE "C" NOT NULL REFERENCES catalog.price_lists
);
CREATE INDEX price_list_accounts_list ON catalog.price_list_accounts (list_code);

-- A rule is what the rows of one target (sku, or vendor and category, or nothing) say together: a step per row.
CREATE TABLE catalog.price_rules (
    list_code     text COLLATE "C" NOT NULL REFERENCES catalog.price_lists,
    sku           text COLLATE "C",
    vendor        text,
    category      text COLLATE "C",
    from_quantity integer NOT NULL CHECK (from_quantity >= 1),
    percent_off   numeric(5, 2) CHECK (percent_off BETWEEN 0 AND 100),
    fixed_price   numeric(14, 2) CHECK (fixed_price >= 0),
    currency      text,
    CHECK ((percent_off IS NULL) <> (fixed_price IS NULL)),
    CHECK (fixed_price IS NULL OR (sku IS NOT NULL AND currency IS NOT NULL)),
    CHECK (sku IS NULL OR (vendor IS NULL AND category IS NULL)),
    UNIQUE NULLS NOT DISTINCT (list_code, sku, vendor, category, from_quantity)
);

CREATE TABLE catalog.imports (
    id           uuid PRIMARY KEY,
    file_name    text,
    started_by   uuid,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    dry_run      boolean NOT NULL,
    state        text NOT NULL CHECK (state IN ('reading', 'applying', 'done', 'failed')),
    rows         integer NOT NULL DEFAULT 0,
    added        integer NOT NULL DEFAULT 0,
    changed      integer NOT NULL DEFAULT 0,
    unchanged    integer NOT NULL DEFAULT 0,
    rejected     integer NOT NULL DEFAULT 0,
    ignored_columns text[] NOT NULL DEFAULT '{}',
    failure_code text,
    failure_args text[] NOT NULL DEFAULT '{}',
    CHECK ((ended_at IS NULL) = (state IN ('reading', 'applying')))
);
CREATE INDEX imports_started_at ON catalog.imports (started_at);

CREATE TABLE catalog.import_errors (
    import_id   uuid NOT NULL REFERENCES catalog.imports,
    line        integer NOT NULL,
    column_name text NOT NULL,
    code        text NOT NULL,
    args        text[] NOT NULL DEFAULT '{}',
    value       text NOT NULL,
    PRIMARY KEY (import_id, line, column_name)
);

-- Every host keeps products and price lists in memory; what changes them is told to all with the commit.
CREATE FUNCTION catalog.tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('catalog_changed', '');
    RETURN NULL;
END $$;
CREATE TRIGGER products_changed AFTER INSERT OR UPDATE OR DELETE ON catalog.products
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.tell_change();
CREATE TRIGGER price_lists_changed AFTER INSERT OR UPDATE OR DELETE ON catalog.price_lists
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.tell_change();
