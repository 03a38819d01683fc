import { execFileSync } from 'node:child_process';

/** Runs SQL text and answers its rows as arrays of text. */
export function sql(postgres, text) {
  const out = execFileSync('psql', ['-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1'], {
    input: text, encoding: 'utf8', env: { ...process.env, ...postgres.env }, maxBuffer: 1 << 28,
  });
  return out.split('\n').filter(line => line).map(line => line.split('\t'));
}
