// The Host as users start it, and what it and its PostgreSQL take of the machine.
import { spawn, execFileSync } from 'node:child_process';
import { openSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const tick = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

export async function startHost({ work, port, prices, settings = [] }) {
  const log = openSync(`${work}/host.log`, 'a');
  const began = performance.now();
  const child = spawn('dotnet', ['artifacts/portal/Modular.Host.dll', '--urls', `http://127.0.0.1:${port}`,
    '--Data:Directory', `${work}/data`, '--RateLimits:sign-in', '100000000',
    '--Demo:Enabled', 'true', '--Demo:PriceFile', prices, ...settings], { stdio: ['ignore', log, log] });
  const ended = new Promise(resolve => child.on('exit', resolve));
  const base = `http://127.0.0.1:${port}`;
  while (!(await isReady(base))) {
    if (child.exitCode !== null) throw new Error(`The host ended:\n${readFileSync(`${work}/host.log`, 'utf8').slice(-2000)}`);
    if (performance.now() - began > 120_000) throw new Error('The host is not ready after two minutes.');
    await pause(20);
  }
  const startedIn = performance.now() - began;
  const pidFile = readFileSync(`${work}/data/postgres/postmaster.pid`, 'utf8').split('\n');
  const postgres = {
    pid: Number(pidFile[0]),
    env: {
      PGHOST: '127.0.0.1', PGPORT: pidFile[3], PGUSER: 'modular', PGDATABASE: 'modular',
      PGPASSWORD: readFileSync(`${work}/data/postgres/modular.password`, 'utf8').trim(),
    },
  };
  return {
    base, pid: child.pid, startedIn, postgres,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function isReady(base) {
  try {
    return (await fetch(`${base}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** Milliseconds of both processors that a process has used. */
export const cpuOf = pid => stat(pid).own;

/** Of the programs that we have run, as wrk and pgbench. */
export const cpuOfClients = () => stat(process.pid).waitedFor;

/** Of the server and everything it has started, ended or not. */
export function cpuOfPostgres(postmaster) {
  const server = stat(postmaster);
  let sum = server.own + server.waitedFor;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const other = stat(Number(name));
    if (other?.parent === postmaster) sum += other.own;
  }
  return sum;
}

function stat(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number);
    return { parent: Number(fields[1]), own: (utime + stime) * tick, waitedFor: (cutime + cstime) * tick };
  } catch {
    return undefined;
  }
}

/** Megabytes: what is resident now, and the most it ever was. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = name => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)[1]);
  return { now: kilobytes('VmRSS') / 1024, peak: kilobytes('VmHWM') / 1024 };
}
