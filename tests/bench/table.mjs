import { readFileSync, writeFileSync } from 'node:fs';

export const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const digits = (value, n = 0) => value === undefined || value === null ? '' : value.toLocaleString('en', { minimumFractionDigits: n, maximumFractionDigits: n });

/** @param rows \`{name, rate, p50Ms, p99Ms, hostUs, postgresUs, limitName, limitRate, cpuRatio, ratio, mark, met}\` or \`{name, value, unit, mark, met}\` */
export function print(rows, earlier) {
  const cells = [['', 'rate /s', 'p50 ms', 'p99 ms', 'host µs', 'PostgreSQL µs', 'limit', 'limit /s', 'CPU ratio', 'ratio', 'mark', '', ...earlier ? ['before'] : []]];
  for (const r of rows) {
    const before = earlier?.find(e => e.name === r.name);
    cells.push([
      r.name, r.unit ? `${digits(r.value, 2)} ${r.unit}` : digits(r.rate), digits(r.p50Ms, 2), digits(r.p99Ms, 2), digits(r.hostUs), digits(r.postgresUs),
      r.limitName ?? '', digits(r.limitRate), digits(r.cpuRatio, 2), digits(r.ratio, 2), r.mark === undefined ? '' : `${r.unit ? '≤' : '≥'} ${r.mark}`,
      r.met === undefined ? '' : r.met ? 'met' : 'missed',
      ...earlier ? [before ? digits(before.ratio ?? before.value ?? before.rate, 2) : ''] : [],
    ]);
  }
  const widths = cells[0].map((_, i) => Math.max(...cells.map(c => c[i].length)));
  for (const row of cells) console.log(row.map((cell, i) => i === 0 || i === 6 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])).join('  ').trimEnd());
}

export const write = (file, rows) => writeFileSync(file, JSON.stringify(
  rows, null, 2) + '\n');

export const read = file => JSON.parse(readFileSync(file, 'utf8'));
