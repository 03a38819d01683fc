// Measures the host against what its database and its web server can do by themselves; started by bin/bench.
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { basket, connections, line, makeBaskets, makeColleagues, makeResellers, signIn } from './data.mjs';
import { growth, idle } from './growth.mjs';
import { cpuOf, cpuOfClients, cpuOfPostgres, memoryOf, startHost } from './host.mjs';
import { makeLimits, startBare, transactions } from './limits.mjs';
import { settledMemory } from './memory.mjs';
import { sql } from './sql.mjs';
import { median, print, read, write } from './table.mjs';
import { edits, orders, reads, sharedEdits, signIns, wrk } from './wrk.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' }, compare: { type: 'string' }, seconds: { type: 'string', default: '6' }, rounds: { type: 'string', default: '3' },
    warm: { type: 'string', default: '8' },
    only: { type: 'string' }, port: { type: 'string', default: '8391' }, prices: { type: 'string' }, keep: { type: 'boolean' }, growth: { type: 'boolean' },
    sizes: { type: 'string', default: '1000,100000,1000000' },
  },
});
const seconds = Number(options.seconds), rounds = Number(options.rounds), port = Number(options.port);
const wanted = options.only?.split(',');
const work = mkdtempSync('/tmp/modular-bench.');
chmodSync(work, 0o755);
const rows = [];
let host, bare;
const closing = async () => {
  bare?.stop();
  await host?.stop();
  if (!options.keep) rmSync(work, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => closing().then(() => process.exit(1)));

const kept = { first: 1, count: 320 }, shared = 400;
const far = { first: 1001, count: 40_000 };
let nextOrder = 100_001, orderRate = 4000;

try {
  const start = () => startHost({ work, port, prices: options.prices, settings: options.growth ? ['--Silo:IdleMinutes', String(idle)] : [] });
  host = await start();
  const firstStart = host.startedIn;
  await imported();
  makeResellers(host, connections);
  makeColleagues(host, 20_001, connections);
  makeBaskets(host, { ...kept, lines: 10 });
  makeBaskets(host, { first: shared, count: 1, lines: connections, owners: 1, visibility: 'shared' });
  makeLimits(host, work);
  await host.stop();
  host = await start();
  for (const [name, value] of [['start-up, new data directory', firstStart], ['start-up, again', host.startedIn]])
    rows.push({ name, value: value / 1000, unit: 's', mark: 3, met: value <= 3000 });
  if (options.growth) {
    const sizes = options.sizes.split(',').map(Number);
    rows.push(...await growth({ host, work, seconds, rounds, sizes }));
  } else {
    await marks();
  }

  print(rows, options.compare && read(options.compare));
  if (options.json) write(options.json, rows);
} finally {
  await closing();
}

async function marks() {
  bare = await startBare(port + 1);
  const tokens = await signIn(host, 1, connections), colleagues = await signIn(host, 20_001, connections);
  const bearer = i => ['Authorization', `Bearer ${tokens[i % connections]}`];
  const skus = sql(host.postgres, `SELECT sku FROM catalog.products ORDER BY sku LIMIT 500`).map(r => r[0]);
  const numbers = Array.from({ length: kept.count }, (_, i) => kept.first + i);
  const scripts = {
    edit: edits(numbers.slice(0, connections).map(n => `/api/baskets/${basket(n)}/lines/${line(n, 1)}`), tokens),
    basket: reads(numbers.map((n, i) => [`/api/baskets/${basket(n)}`, ...bearer(i)])),
    product: reads(skus.map((sku, i) => [`/api/products/${sku}`, ...bearer(i)])),
    page: reads(numbers.map((n, i) => [`/baskets/${basket(n)}`, 'Cookie', `modular_session=${tokens[i % connections]}`])),
  };
  const measures = [
    { name: 'edit a line, own baskets', limit: 'update', mark: 2.0, script: () => scripts.edit },
    { name: 'edit a line, one shared basket', limit: 'update', mark: 0.7, script: sharedScript },
    { name: 'read a basket of 10 lines', limit: 'select', mark: 1.0, script: () => scripts.basket },
    { name: 'read a product', limit: 'select', mark: 1.2, script: () => scripts.product },
    { name: 'place an order of five lines', limit: 'order', mark: 1.5, script: orderScript },
    { name: 'basket page of 10 lines', limit: 'select', mark: 0.15, script: () => scripts.page },
  ].filter(m => !wanted || wanted.some(w => m.name.includes(w))).map(m => ({ ...m, runs: [], limits: [] }));

  const drive = async (measure, duration) => {
    const script = measure.script(duration);
    const used = processors();
    const run = await wrk({ work, base: host.base, script, seconds: duration, connections });
    if (measure.limit === 'order') orderRate = run.rate;
    const [hostUs, postgresUs, clientUs] = used(run.requests);
    return { ...run, hostUs, postgresUs, totalUs: hostUs + postgresUs + clientUs };
  };
  const limit = async name => {
    if (name === 'bare') return await wrk({ work, base: bare.base, script: reads([['/', 'Accept', '*/*'], ['/', 'Accept', '*/*']]), seconds, connections });
    const used = processors();
    const rate = await transactions({ host, work, name, seconds, connections });
    const [, postgresUs, clientUs] = used(rate * seconds);
    return { rate, totalUs: postgresUs + clientUs };
  };

  for (const measure of measures) await drive(measure, Number(options.warm));
  const bares = [];
  for (let round = 1; round <= rounds; round++) {
    const known = {};
    for (const measure of measures) {
      known[measure.limit] ??= await limit(measure.limit);
      measure.limits.push(known[measure.limit]);
      measure.runs.push(await drive(measure, seconds));
      console.error(`round ${round}: ${measure.name}: ${measure.runs.at(-1).rate.toFixed(0)}/s, ${measure.limit} ${known[measure.limit].rate.toFixed(0)}/s`);
    }
    bares.push((await limit('bare')).rate);
  }
  const of = (runs, what) => median(runs.map(r => r[what]));
  for (const m of measures) {
    const rate = of(m.runs, 'rate'), limitRate = of(m.limits, 'rate'), ratio = median(m.runs.map((r, i) => r.rate / m.limits[i].rate));
    rows.push({
      name: m.name, rate, p50Ms: of(m.runs, 'p50Ms'), p99Ms: of(m.runs, 'p99Ms'), hostUs: of(m.runs, 'hostUs'), postgresUs: of(m.runs, 'postgresUs'),
      limitName: `pgbench ${m.limit}`, limitRate, ratio, cpuRatio: median(m.runs.map((r, i) => m.limits[i].totalUs / r.totalUs)), mark: m.mark, met: ratio >= m.mark,
    });
  }
  rows.push({ name: 'bare Kestrel, a JSON endpoint', rate: median(bares) });
  const peak = memoryOf(host.pid).peak;
  rows.push({ name: 'memory of the host under this load, at most', value: peak, unit: 'MB', mark: 300, met: peak <= 300 });
  if (!wanted || wanted.includes('memory')) rows.push(await memoryPerBasket(tokens));
  if (!wanted || wanted.includes('sign')) {
    for (const atOnce of [1, 8]) {
      const run = await wrk({ work, base: host.base, script: signIns(), seconds, connections: atOnce });
      rows.push({ name: `sign-ins, ${atOnce} at once`, rate: run.rate, p50Ms: run.p50Ms, p99Ms: run.p99Ms });
    }
  }

  console.log(`Medians of ${rounds} rounds of ${seconds} s, ${connections} connections; the ratio is the median of each round's.`
    + ' CPU ratio: processor time that one of the limit takes of everything, to what one of ours takes; what else the machine does hardly counts in it.'
    + ' Orders: the one POST that makes an order'
    + ' of an open basket with five lines, with an Idempotency-Key of its own. Shared edits carry the version that the last answer told.');

  function sharedScript() {
    const versions = new Map(sql(host.postgres, `SELECT id, version FROM baskets.lines WHERE basket_id = '${basket(shared)}'`));
    return sharedEdits(Array.from(versions, ([id, version]) => [`/api/baskets/${basket(shared)}/lines/${id}`, id, version]), colleagues);
  }

  function orderScript(duration) {
    const first = nextOrder, count = Math.ceil(orderRate * duration * 1.6 / connections) * connections + 4 * connections;
    nextOrder += count;
    makeBaskets(host, { first, count, lines: 5 });
    return orders({ first, count, tokens, key: `bench-${first}` });
  }
}

/** Microseconds that host, PostgreSQL and the client have used from now on, per so many. */
function processors() {
  const now = () => [cpuOf(host.pid), cpuOfPostgres(host.postgres.pid), cpuOfClients()];
  const before = now();
  return count => now().map((milliseconds, i) => (milliseconds - before[i]) * 1000 / count);
}

/** Waits for the price file of the demo. */
async function imported() {
  const began = Date.now();
  while (Number(sql(host.postgres, 'SELECT count(*) FROM catalog.products')[0][0]) === 0) {
    if (Date.now() - began > 120_000) throw new Error('No products after two minutes.');
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** What baskets of 10 lines that were just edited keep of the host's memory. */
async function memoryPerBasket(tokens) {
  makeBaskets(host, { ...far, lines: 10 });
  const touch = (first, count, duration) => wrk({
    work, base: host.base, seconds: duration, connections,
    script: edits(Array.from({ length: count }, (_, i) => `/api/baskets/${basket(first + i)}/lines/${line(first + i, 1)}`),
      Array.from({ length: connections }, (_, i) => tokens[(first + i - 1) % connections])),
  });
  await touch(far.first, 2000, 3);
  const before = await settledMemory(host.pid);
  const { requests } = await touch(far.first + 2000, far.count - 2000, 3 * seconds);
  const after = await settledMemory(host.pid);
  const baskets = Math.min(requests, far.count - 2000), value = (after - before) * 1024 / baskets;
  return { name: `memory per active basket, of ${baskets}`, value, unit: 'kB', mark: 6, met: value <= 6 };
}
