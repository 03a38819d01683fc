-- How many active baskets one owner may have, where it is not the usual 100.
CREATE TABLE baskets.limits (
    account_id     uuid PRIMARY KEY,
    active_baskets integer NOT NULL CHECK (active_baskets BETWEEN 0 AND 100000)
);

CREATE FUNCTION baskets.allowed(account uuid) RETURNS integer LANGUAGE sql STABLE AS
    'SELECT coalesce((SELECT active_baskets FROM baskets.limits WHERE account_id = account), 100)';

CREATE TABLE baskets.owners (
    account_id uuid NOT NULL,
    user_id    uuid NOT NULL,
    active     integer NOT NULL,
    PRIMARY KEY (account_id, user_id)
);

CREATE TABLE baskets.baskets (
    id                    uuid PRIMARY KEY,
    account_id            uuid NOT NULL,
    owner_id              uuid NOT NULL,
    name                  text NOT NULL,
    visibility            text NOT NULL CHECK (visibility IN ('private', 'public', 'shared')),
    status                text NOT NULL CHECK (status IN ('active', 'ordered', 'deleted')),
    version               bigint NOT NULL,
    purchase_order_number text,
    end_customer          text,
    notes                 text,
    order_id              uuid UNIQUE,
    order_number          text,
    created_at            timestamptz NOT NULL,
    changed_at            timestamptz NOT NULL,
    changed_by            uuid NOT NULL,
    CHECK ((status = 'ordered') = (order_id IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX baskets_mine_by_change ON baskets.baskets (account_id, owner_id, status, changed_at DESC, id DESC);
CREATE INDEX baskets_mine_by_name ON baskets.baskets (account_id, owner_id, status, lower(name), id);
CREATE INDEX baskets_company_by_change ON baskets.baskets (account_id, status, changed_at DESC, id DESC) WHERE visibility <> 'private';
CREATE INDEX baskets_company_by_name ON baskets.baskets (account_id, status, lower(name), id) WHERE visibility <> 'private';

CREATE TABLE baskets.lines (
    basket_id          uuid NOT NULL REFERENCES baskets.baskets,
    id                 uuid NOT NULL,
    sku                text NOT NULL,
    vendor_part_number text NOT NULL,
    vendor             text NOT NULL,
    description        text NOT NULL,
    quantity           integer NOT NULL CHECK (quantity > 0),
    unit_price         numeric(18, 4) NOT NULL,
    currency           char(3) NOT NULL,
    breaks             jsonb NOT NULL,
    notes              text,
    version            bigint NOT NULL,
    added_at           timestamptz NOT NULL,
    changed_at         timestamptz NOT NULL,
    changed_by         uuid NOT NULL,
    removed_at         timestamptz,
    PRIMARY KEY (basket_id, id)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX lines_one_per_sku ON baskets.lines (basket_id, sku) WHERE removed_at IS NULL;

-- Who changed what, when.
CREATE TABLE baskets.changes (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    basket_id uuid NOT NULL,
    version   bigint NOT NULL,
    at        timestamptz NOT NULL,
    user_id   uuid NOT NULL,
    kind      text NOT NULL,
    line_id   uuid,
    sku       text,
    before    text,
    after     text
);
CREATE INDEX changes_of_basket ON baskets.changes (basket_id, id DESC);

-- Additions that a caller named by an Idempotency-Key, so that a repetition after a crash adds nothing.
CREATE TABLE baskets.commands (
    basket_id  uuid NOT NULL,
    command_id uuid NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (basket_id, command_id)
);

-- The limit holds for every writer, whatever host or client: counting and refusing happen in the writing transaction.
CREATE FUNCTION baskets.count_active() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    delta integer := 0;
    now_active integer;
BEGIN
    IF TG_OP <> 'DELETE' AND NEW.status = 'active' THEN delta := delta + 1; END IF;
    IF TG_OP <> 'INSERT' AND OLD.status = 'active' THEN delta := delta - 1; END IF;
    IF delta = 0 THEN RETURN NULL; END IF;
    INSERT INTO baskets.owners AS o (account_id, user_id, active)
    VALUES (coalesce(NEW.account_id, OLD.account_id), coalesce(NEW.owner_id, OLD.owner_id), delta)
    ON CONFLICT (account_id, user_id) DO UPDATE SET active = o.active + delta
    RETURNING active INTO now_active;
    IF delta > 0 AND now_active > baskets.allowed(NEW.account_id) THEN
        RAISE EXCEPTION 'limit of active baskets reached' USING ERRCODE = 'check_violation', CONSTRAINT = 'baskets_active_limit';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER baskets_count_active AFTER INSERT OR DELETE OR UPDATE OF status ON baskets.baskets
    FOR EACH ROW EXECUTE FUNCTION baskets.count_active();
