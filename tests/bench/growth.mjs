// The same edits while ever more baskets of ever more resellers are in the database, and what the host's memory does when they rest.
import { setTimeout as pause } from 'node:timers/promises';
import { basket, connections, line, makeBaskets, makeColleagues, makeResellers, signIn } from './data.mjs';
import { settledMemory } from './memory.mjs';
import { sql } from './sql.mjs';
import { edits, wrk } from './wrk.mjs';
import { median } from './table.mjs';

const resellers = 10_000, spread = 64;
const team = { first: 30_001, count: 1_000 };
/** Minutes after which baskets at rest leave the host's memory. */
export const idle = 0.5;

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
    // Baskets of those who signed in: every so-many-th, from the first to the last.
    const mine = owned(size, 1000);
    await measure(`edits with ${size.toLocaleString('en')} baskets`, mine, mine.map(n => tokens[(n - 1) % resellers]));
  }
  makeColleagues(host, team.first, team.count);
  const theirs = first + made;
  makeBaskets(host, { first: theirs, count: 100 * team.count, lines: 2, team });
  const members = await signIn(host, team.first, spread), some = [];
  for (let n = theirs; n < theirs + 100 * team.count; n++) if ((n - 1) % team.count < spread && n % 3 === 0) some.push(n);
  await measure('edits in an account of 1,000 people with 100 baskets each', some, some.map(n => members[(n - 1) % team.count]));
  rows.push({ name: 'memory of the host then, collected', value: await settledMemory(host.pid), unit: 'MB' });
  const many = 20_000;
  makeBaskets(host, { first: 5_000_001, count: many, lines: 10, owners: spread });
  const all = Array.from({ length: many }, (_, i) => 5_000_001 + i);
  await wrk({
    work, base: host.base, seconds: 4 * seconds, connections,
    script: edits(all.map(n => `/api/baskets/${basket(n)}/lines/${line(n, 1)}`), all.map(n => tokens[(n - 1) % spread])),
  });
  rows.push({ name: `memory with ${many.toLocaleString('en')} more baskets of 10 lines`, value: await settledMemory(host.pid), unit: 'MB' });
  // Until they left, and one interval of rest after it (SpareMemory).
  await pause((2.5 * idle + 1) * 60_000);
  rows.push({ name: 'memory after the baskets rested', value: await settledMemory(host.pid), unit: 'MB' });
  return rows;

  async function measure(name, numbers, tokens) {
    // What comes after a million rows at once, as a vacuum or whole pages in the log, is no part of an edit.
    sql(host.postgres, 'VACUUM ANALYZE baskets.baskets, baskets.lines');
    sql(host.postgres, 'CHECKPOINT');
    const runs = [];
    const script = edits(numbers.map(n => `/api/baskets/${basket(n)}/lines/${line(n, 1)}`), tokens);
    for (let round = 0; round <= rounds; round++) runs.push(await wrk({ work, base: host.base, script, seconds, connections }));
    runs.shift();
    const rate = median(runs.map(r => r.rate));
    least ??= rate;
    rows.push({
      name, rate, p50Ms: median(runs.map(r => r.p50Ms)), p99Ms: median(runs.map(r => r.p99Ms)),
      limitName: 'the smallest', limitRate: least, ratio: rate / least, mark: 0.8, met: rate >= 0.8 * least,
    });
  }
}

const first = 2_000_001;

/** Numbers of so many baskets whose owners are among the first, spread over everything there is. */
function owned(size, wanted) {
  const all = [];
  for (let n = first; n < first + size; n++) if ((n - 1) % resellers < spread) all.push(n);
  const step = Math.max(1, Math.floor(all.length / wanted));
  return all.filter((_, i) => i % step === 0).slice(0, wanted);
}
