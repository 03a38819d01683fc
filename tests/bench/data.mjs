// Resellers with buyers and baskets, written past the API, since a round of orders needs tens of thousands of them.
import { sql } from './sql.mjs';

export const connections = 32;
const password = 'Demo-1234';
const lineIds = number => `('02000000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/** Resellers with one buyer each; all have the demo's password. */
export const makeResellers = (host, count, first = 1) => sql(host.postgres, `
  INSERT INTO identity.accounts (id, number, name, kind, country, currency)
  SELECT ${accountId('n')}, '30-' || lpad(n::text, 6, '0'), 'Bench ' || n, 'business', 'US', 'USD' FROM generate_series(${first}, ${first + count - 1}) n;
  INSERT INTO baskets.limits (account_id, active_baskets) SELECT ${accountId('n')}, 100000 FROM generate_series(${first}, ${first + count - 1}) n;
  ${people(first, count, 'n')}`);

/** Colleagues at the first reseller. */
export const makeColleagues = (host, first, count) => sql(host.postgres, people(first, count, '1'));

const people = (first, count, account) => `
  INSERT INTO identity.users (id, user_name, display_name, email, password_hash, home_account_id)
  SELECT ${userId('n')}, 'bench' || n, 'Buyer ' || n, 'bench' || n || '@bench.example',
         (SELECT password_hash FROM identity.users WHERE user_name = 'bruno'), ${accountId(account)}
  FROM generate_series(${first}, ${first + count - 1}) n;
  INSERT INTO identity.memberships (user_id, account_id, privileges)
  SELECT ${userId('n')}, ${accountId(account)}, ARRAY['baskets.edit', 'baskets.edit_shared', 'orders.view', 'orders.place']
  FROM generate_series(${first}, ${first + count - 1}) n;`;

/** Signs so many people in over the API and answers their tokens. */
export async function signIn(host, first, count) {
  const tokens = [];
  for (let n = first; n < first + count; n++) {
    const answer = await fetch(`${host.base}/api/session`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ userName: `bench${n}`, password }),
    });
    if (!answer.ok) throw new Error(`Signing in: ${answer.status} ${await answer.text()}`);
    tokens.push((await answer.json()).accessToken);
  }
  return tokens;
}

/** Baskets with so many lines each, dealt out to the resellers 1 to owners, or to a team of people at the first; their numbers go from first on. */
export function makeBaskets(host, { first, count, lines, owners = connections, team, visibility = 'private' }) {
  const owner = team ? userId(`(${team.first} + (n - 1) % ${team.count})`) : userId(`((n - 1) % ${owners} + 1)`);
  sql(host.postgres, `
    BEGIN;
    ALTER TABLE baskets.baskets DISABLE TRIGGER baskets_count_active;
    CREATE TEMP TABLE made ON COMMIT DROP AS
      SELECT n, ${basketId('n')} AS id, ${accountId(team ? '1' : `((n - 1) % ${owners} + 1)`)} AS account, ${owner} AS owner
      FROM generate_series(${first}, ${first + count - 1}) n;
    INSERT INTO baskets.baskets (id, account_id, owner_id, name, visibility, status, version, created_at, changed_at, changed_by)
    SELECT id, account, owner, 'Bench ' || n, '${visibility}', 'active', 1, now(), now(), owner FROM made;
    CREATE TEMP TABLE goods ON COMMIT DROP AS
      SELECT row_number() OVER (ORDER BY sku) - 1 AS nth, sku, vendor_part_number, vendor, description, retail_price, currency
      FROM (SELECT * FROM catalog.products WHERE currency = 'USD' AND required_certification IS NULL ORDER BY sku LIMIT 500) p;
    INSERT INTO baskets.lines (basket_id, id, sku, vendor_part_number, vendor, description, quantity, unit_price, currency, breaks, version, added_at, changed_at, changed_by)
    SELECT m.id, ${lineIds('m.n * 16 + l')}, g.sku, g.vendor_part_number, g.vendor, g.description, 1, g.retail_price, g.currency,
           jsonb_build_array(jsonb_build_object('from', 1, 'unitPrice', g.retail_price)), 1, now() + l * interval '1 microsecond', now(), m.owner
    FROM made m CROSS JOIN generate_series(1, ${lines}) l
    JOIN goods g ON g.nth = (m.n * 7 + l * 13) % (SELECT count(*) FROM goods);
    INSERT INTO baskets.owners (account_id, user_id, active) SELECT account, owner, count(*) FROM made GROUP BY 1, 2
    ON CONFLICT (account_id, user_id) DO UPDATE SET active = owners.active + excluded.active;
    ALTER TABLE baskets.baskets ENABLE TRIGGER baskets_count_active;
    COMMIT;
    ANALYZE baskets.baskets, baskets.lines;`);
}

const accountId = n => `('03000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const userId = n => `('04000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const basketId = n => `('01000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const hex = n => n.toString(16).padStart(12, '0');
export const basket = n => `01000000-0000-7000-8000-${hex(n)}`;
export const line = (n, l) => `02000000-0000-7000-8000-${hex(n * 16 + l)}`;
