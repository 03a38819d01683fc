// The same edits while ever more baskets of ever more resellers are in the database, and what the host's memory does when they rest.
import { basket, connections, line, makeBaskets, makeResellers, signIn } from './data.mjs';
import { settledMemory } from './memory.mjs';
import { edits, wrk } from './wrk.mjs';
import { median } from './table.mjs';

const resellers = 10_000, spread = 64;

/** Rows for the table: edits a second at each size, of baskets all over the database, and their ratio to the smallest. */
export async function growth({ host, work, seconds, rounds, sizes }) {
  makeResellers(host, resellers - connections, connections + 1);
  const tokens = await signIn(host, 1, spread);
  const rows = [];
  let made = 0, least;
  for (const size of sizes) {
    while (made < size) {
      const count = Math.min(100_000, size - made);
      makeBaskets(host, { first: first + made, count, lines: 2, owners: resellers });
      made += count;
    }
    const runs = [];
    // Baskets of those who signed in: every so-many-th, from the first to the last.
    const mine = owned(size, 1000);
    const script = edits(mine.map(n => `/api/baskets/${basket(n)}/lines/${line(n, 1)}`), mine.map(n => tokens[(n - 1) % resellers]));
    for (let round = 0; round <= rounds; round++) runs.push(await wrk({ work, base: host.base, script, seconds, connections }));
    runs.shift();
    const rate = median(runs.map(r => r.rate));
    least ??= rate;
    rows.push({
      name: `edits with ${size.toLocaleString('en')} baskets`, rate, p50Ms: median(runs.map(r => r.p50Ms)), p99Ms: median(runs.map(r => r.p99Ms)),
      limitName: 'the smallest', limitRate: least, ratio: rate / least, mark: 0.8, met: rate >= 0.8 * least,
    });
  }
  rows.push({ name: 'memory of the host then, collected', value: await settledMemory(host.pid), unit: 'MB' });
  return rows;
}

const first = 2_000_001;

/** Numbers of so many baskets whose owners are among the first, spread over everything there is. */
function owned(size, wanted) {
  const all = [];
  for (let n = first; n < first + size; n++) if ((n - 1) % resellers < spread) all.push(n);
  const step = Math.max(1, Math.floor(all.length / wanted));
  return all.filter((_, i) => i % step === 0).slice(0, wanted);
}
