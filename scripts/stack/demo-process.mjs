// The demo as a process of this machine: bundled from definitions/phoenix/demo, known by its process id.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { answers } from './answers.mjs';
import { inStack, PORTS, ROOT } from './places.mjs';

const BUNDLE = inStack('demo.mjs');
const PID_FILE = inStack('demo.pid');
const MEMORY_MB = 192;
const START_MS = 20_000;
const STOP_MS = 10_000;

export async function startDemo(host, servers) {
  await stopDemo();
  await build({
    entryPoints: [fileURLToPath(new URL('demo.mjs', import.meta.url))],
    outfile: BUNDLE,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  const output = openSync(inStack('demo.log'), 'w');
  const options = { host, otlp: servers.includes('collector'), folder: inStack(''), ports: PORTS };
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, BUNDLE, JSON.stringify(options)], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', output, output],
  });
  writeFileSync(PID_FILE, String(child.pid));
  child.unref();
  await untilReady(`http://${host}:${PORTS.master}/readyz`, child.pid);
}

/** Ends the recorded process, if it still is the demo: another may have got its number since. */
export async function stopDemo() {
  if (!existsSync(PID_FILE)) return;
  const pid = Number(readFileSync(PID_FILE, 'utf8'));
  if (!isDemo(pid)) return;
  process.kill(pid, 'SIGTERM');
  const end = Date.now() + STOP_MS;
  while (isDemo(pid) && Date.now() < end) await sleep(100);
  if (isDemo(pid)) process.kill(pid, 'SIGKILL');
}

function isDemo(pid) {
  return commandOf(pid).includes(BUNDLE);
}

/** Small machines have no `ps`, and some systems no /proc. */
function commandOf(pid) {
  if (!existsSync('/proc/self/cmdline'))
    return spawnSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' }).stdout ?? '';
  return existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
}

async function untilReady(url, pid) {
  const end = Date.now() + START_MS;
  while (Date.now() < end && isDemo(pid)) {
    if (await answers(url)) return;
    await sleep(200);
  }
  throw new Error(`The demo does not answer at ${url}. Its output:\n${readFileSync(inStack('demo.log'), 'utf8')}`);
}
