// What the same server can do without us: pgbench's statements, and an HTTP endpoint that does nothing.
import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sql } from './sql.mjs';

const run = promisify(execFile);

const scripts = {
  update: '\\set id random(1, 1000)\nUPDATE bench.rows SET n = n + 1 WHERE id = :id;\n',
  select: '\\set id random(1, 1000)\nSELECT payload FROM bench.rows WHERE id = :id;\n',
  // Eight statements between BEGIN and END.
  order: `\\set customer random(1, 1000)
BEGIN;
INSERT INTO bench.orders (customer, total) VALUES (:customer, 100) RETURNING id \\gset
${[1, 2, 3, 4, 5].map(n => `INSERT INTO bench.lines VALUES (:id, ${n}, 'SKU-${n}', ${n}, 10);`).join('\n')}
UPDATE bench.rows SET n = n + 1 WHERE id = :customer;
INSERT INTO bench.events (payload) VALUES ('{"order": 1}');
END;
`,
};

export function makeLimits(host, work) {
  sql(host.postgres, `
    CREATE SCHEMA bench;
    -- Rows of 2 kB as they lie in the table: text that repeats itself would be compressed to a few bytes.
    CREATE TABLE bench.rows (id int PRIMARY KEY, n bigint NOT NULL, payload text NOT NULL) WITH (fillfactor = 50);
    ALTER TABLE bench.rows ALTER payload SET STORAGE PLAIN;
    INSERT INTO bench.rows SELECT i, 0, (SELECT string_agg(md5(i || '/' || j), '') FROM generate_series(1, 62) j) FROM generate_series(1, 1000) i;
    CREATE TABLE bench.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer int NOT NULL, total numeric NOT NULL, at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE bench.lines (order_id bigint, position int, sku text NOT NULL, quantity int NOT NULL, price numeric NOT NULL, PRIMARY KEY (order_id, position));
    CREATE TABLE bench.events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload jsonb NOT NULL);
    ANALYZE bench.rows;`);
  for (const [name, text] of Object.entries(scripts)) writeFileSync(`${work}/${name}.sql`, text);
}

function pgbench() {
  const debian = '/usr/lib/postgresql';
  const found = existsSync(debian) ? readdirSync(debian).sort((a, b) => a - b).map(v => `${debian}/${v}/bin/pgbench`).filter(existsSync) : [];
  return found.at(-1) ?? 'pgbench';
}

/** Transactions a second, with prepared statements. */
export async function transactions({ host, work, name, seconds, connections }) {
  const { stdout } = await run(pgbench(), ['-n', '-M', 'prepared', '-c', connections, '-j', 2, '-T', seconds, '-f', `${work}/${name}.sql`].map(String),
    { env: { ...process.env, ...host.postgres.env } });
  return Number(/^tps = ([0-9.]+)/m.exec(stdout)[1]);
}

/** Kestrel with one endpoint that answers a small JSON object. */
export async function startBare(port) {
  const child = spawn('dotnet', ['tests/Modular.Simulation/bin/Release/net10.0/Modular.Simulation.dll', 'bare', '--port', String(port)], { stdio: 'ignore' });
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (await fetch(base).then(a => a.ok, () => false)) return { base, stop: () => child.kill() };
    if (tries === 300) throw new Error('The bare endpoint does not answer.');
    await pause(50);
  }
}
