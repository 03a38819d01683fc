// Drives the host with wrk. A script of requests is made for each measurement; every thread sends its own share of them.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const threads = 2;
const run = promisify(execFile);

const head = `
local json = '{"requests":%d,"seconds":%f,"p50Ms":%f,"p99Ms":%f,"refused":%d,"broken":%d}'
local count = 0
function setup(thread) thread:set("id", count); count = count + 1 end
function done(summary, latency)
  local e = summary.errors
  print(json:format(summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    e.status, e.connect + e.read + e.write + e.timeout))
end
`;

/** @param script Lua that defines init and request; \`id\` is the thread's number, 0 or 1. */
export async function wrk({ work, base, script, seconds, connections }) {
  const file = `${work}/script.lua`;
  writeFileSync(file, head + script);
  const { stdout } = await run('wrk', [`-t${Math.min(threads, connections)}`, `-c${connections}`, `-d${seconds}`, '--timeout', '30s', '-s', file, base]);
  const told = JSON.parse(/^\{.*\}$/m.exec(stdout)[0]);
  if (told.refused + told.broken > 0) throw new Error(`${told.refused} refused, ${told.broken} broken of ${told.requests} requests:\n${script.slice(0, 600)}`);
  return { ...told, rate: told.requests / told.seconds };
}

const lua = value => Array.isArray(value) ? `{${value.map(lua).join(',')}}` : JSON.stringify(value);

/** The same requests again and again. */
export const reads = requests => `
local mine, n = {}, 0
function init()
  for i, r in ipairs(${lua(requests)}) do
    if i % ${threads} == id then mine[#mine + 1] = wrk.format("GET", r[1], { [r[2]] = r[3] }) end
  end
end
function request()
  n = n + 1
  return mine[n % #mine + 1]
end`;

/** Changes of a line's quantity, each time to another one. Every thread goes round its own lines. */
export const edits = (lines, tokens) => `
local mine, n = {}, 0
function init()
  for i, r in ipairs(${lua(lines.map((path, i) => [path, tokens[i % tokens.length]]))}) do
    if i % ${threads} == id then
      local whole = wrk.format("PATCH", r[1], { ["Content-Type"] = "application/json", Authorization = "Bearer " .. r[2] }, '{"quantity":1000}')
      mine[#mine + 1] = whole:sub(1, -6)
    end
  end
end
function request()
  n = n + 1
  return mine[n % #mine + 1] .. (1000 + math.floor(n / #mine) % 9000) .. "}"
end`;

/** The same where a version is asked for: what the last answer told is sent with the next change of that line. */
export const sharedEdits = (lines, tokens) => `
local free, n, of = {}, 0, {}
function init()
  for i, r in ipairs(${lua(lines.map(([path, lineId, version], i) => [path, lineId, tokens[i % tokens.length], `"${version}"`]))}) do
    if i % ${threads} == id then
      local line = { path = r[1], token = r[3], version = r[4] }
      of[r[2]] = line
      free[#free + 1] = line
    end
  end
end
function request()
  n = n + 1
  -- wrk asks the first thread once for nothing, to see how many requests one text holds.
  local line = id == 0 and n == 1 and free[1] or table.remove(free, 1)
  return wrk.format("PATCH", line.path, { ["Content-Type"] = "application/json", Authorization = "Bearer " .. line.token, ["If-Match"] = line.version },
    '{"quantity":' .. (1000 + n % 9000) .. '}')
end
function response(status, headers, body)
  local line = of[body:match('"id":"([%x-]+)"')]
  line.version = headers["ETag"] or headers["etag"]
  free[#free + 1] = line
end`;

/** One order of each basket, numbered from first on; the thread stops when its share is used up. */
export const orders = ({ first, count, tokens, key }) => `
local tokens, n = ${lua(tokens)}, 0
local body = ${lua(JSON.stringify({
    purchaseOrderNumber: 'PO-4711',
    shipTo: { name: 'Bench', line1: '1 Main Street', city: 'Miami', region: 'FL', postalCode: '33101', country: 'US' },
  }))}
function request()
  local basket = ${first} + id + n * ${threads}
  n = n + 1
  if basket >= ${first + count} - 64 then wrk.thread:stop() end
  return wrk.format("POST", string.format("/api/baskets/01000000-0000-7000-8000-%012x/order", basket), {
    ["Content-Type"] = "application/json", ["Idempotency-Key"] = "${key}-" .. basket,
    Authorization = "Bearer " .. tokens[(basket - 1) % #tokens + 1] }, body)
end`;

/** Somebody signs in, again and again. */
export const signIns = () => `
local text
function init()
  text = wrk.format("POST", "/api/session", { ["Content-Type"] = "application/json" }, '{"userName":"bruno","password":"Demo-1234"}')
end
function request() return text end`;
