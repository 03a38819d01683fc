// Asks a .NET process for a full garbage collection, by its diagnostics port, so that what is resident then is in use.
import { connect } from 'node:net';
import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf } from './host.mjs';

const collectHeap = 0x800000n;

export async function settledMemory(pid) {
  for (let times = 0; times < 3; times++) {
    await collect(pid);
    await pause(1000);
  }
  return memoryOf(pid).now;
}

function collect(pid) {
  const port = readdirSync('/tmp').find(name => name.startsWith(`dotnet-diagnostic-${pid}-`) && name.endsWith('-socket'));
  const text = value => {
    const units = Buffer.alloc(4 + 2 * (value.length + 1));
    units.writeUInt32LE(value.length + 1);
    units.write(value, 4, 'utf16le');
    return units;
  };
  const start = Buffer.alloc(4 + 4 + 1 + 4 + 8 + 4);
  start.writeUInt32LE(16, 0); // Megabytes of buffer.
  start.writeUInt32LE(1, 4); // The nettrace format.
  start.writeUInt8(0, 8);
  start.writeUInt32LE(1, 9); // One provider.
  start.writeBigUInt64LE(collectHeap, 13);
  start.writeUInt32LE(4, 21);
  const body = Buffer.concat([start, text('Microsoft-Windows-DotNETRuntime'), Buffer.alloc(4)]);
  const header = Buffer.alloc(20);
  header.write('DOTNET_IPC_V1\0', 'latin1');
  header.writeUInt16LE(20 + body.length, 14);
  header.writeUInt8(2, 16); // EventPipe: collect tracing, version 2.
  header.writeUInt8(3, 17);
  return new Promise((resolve, reject) => {
    const socket = connect(`/tmp/${port}`, () => socket.write(Buffer.concat([header, body])));
    socket.on('error', reject);
    socket.on('data', () => {});
    setTimeout(() => {
      socket.destroy();
      resolve();
    }, 1500);
  });
}
