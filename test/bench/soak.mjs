/**
 * Label values without end, for as long as asked (at most ten minutes): memory has to stay flat and totals exact, in one process
 * and over a cluster whose workers come and go. Exit code 1 where one of them does not. `node test/bench/soak.mjs --seconds 600`
 */
import cluster from 'node:cluster';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const at = process.argv.indexOf('--seconds');
const SECONDS = Math.min(600, Number(at < 0 ? 60 : process.argv[at + 1]));
const WORKERS = 3;
const SERIES = 500;
const BURST = 20_000;
/** What a heap may differ by between two collections of a quiet process. */
const SLACK_BYTES = 8 * 2 ** 20;

const kit = process.env.SIGNALBOX_KIT ?? (await bundled());
const { clusterPrimary, clusterWorker, counter, histogram, instruments, metricsText, oneOf, registry, text } = await import(
  pathToFileURL(kit).href
);
const own = registry();
const m = instruments(
  {
    hits: counter({ name: 'hits_total', help: 'x', labels: { path: text(), code: oneOf('2xx', '5xx') } }),
    took: histogram({
      name: 'took_seconds',
      help: 'x',
      unit: 'seconds',
      labels: { path: text() },
      buckets: [1, 2],
      native: true,
    }),
  },
  { registry: own, seriesLimit: SERIES, warn: () => {} },
);

async function bundled() {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-soak-'));
  const contents = "export * from './src/runtime/index.ts'; export * from './src/metrics.ts';";
  const outfile = join(folder, 'kit.mjs');
  await build({ stdin: { contents, resolveDir: process.cwd() }, bundle: true, platform: 'node', format: 'esm', outfile });
  return outfile;
}

let made = 0;
function burst() {
  for (let index = 0; index < BURST; index++) {
    made++;
    m.hits.inc({ path: `/${process.pid}/${made}`, code: made % 10 === 0 ? '5xx' : '2xx' });
    m.took.observe({ path: `/${made}` }, (made % 300) / 100);
  }
}

function heap() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const turn = () => new Promise((done) => setImmediate(done));
const total = (lines, name) =>
  lines.filter((line) => line.startsWith(name)).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);

async function work() {
  const worker = clusterWorker({ registry: own, everySeconds: 1 });
  let isCounting = true;
  process.on('message', async (message) => {
    if (message !== 'leave' && message !== 'pause') return;
    isCounting = false;
    await turn();
    process.send({ made });
    if (message === 'pause') return; // and is killed
    await worker.leave();
    process.disconnect();
  });
  process.send('ready');
  while (isCounting) {
    burst();
    await turn();
  }
}

async function oneProcess() {
  const end = Date.now() + (SECONDS * 1000) / 2;
  while (Date.now() < end - (SECONDS * 1000) / 4 || made === 0) {
    burst();
    await turn();
  }
  await metricsText({ registry: own });
  const before = heap();
  const madeBefore = made;
  while (Date.now() < end || made === madeBefore) {
    burst();
    await turn();
  }
  await metricsText({ registry: own });
  const grown = heap() - before;
  const lines = (await metricsText({ registry: own })).split('\n');
  return {
    observations: made,
    series: lines.filter((line) => line.startsWith('hits_total')).length,
    grownBytes: grown,
    isFlat: grown < SLACK_BYTES,
    isExact: total(lines, 'hits_total') === made && total(lines, 'took_seconds_count') === made,
  };
}

/** All the time one worker goes and another comes; every other one is killed, once the primary has heard of all it counted. */
async function overCluster() {
  const primary = clusterPrimary({ registry: registry(), seriesLimit: SERIES });
  const seen = { sum: 0, ended: 0, restarts: 0, killed: 0, scrapes: 0, last: 0, isFalling: false };
  cluster.on('disconnect', () => seen.ended++);
  const workers = await Promise.all(Array.from({ length: WORKERS }, forked));
  const end = Date.now() + (SECONDS * 1000) / 2;
  let before;
  while (Date.now() < end || seen.restarts < 3) {
    if (seen.restarts > 0 && Date.now() > end - (SECONDS * 1000) / 4) before ??= heap();
    await scraped(primary, seen);
    await new Promise((ready) => setTimeout(ready, Math.min(2_000, SECONDS * 50)));
    await ended(workers.shift(), primary, seen);
    workers.push(await forked());
    seen.restarts++;
  }
  await Promise.all(workers.map((worker) => ended(worker, undefined, seen)));
  while (seen.ended < seen.restarts + WORKERS) await new Promise((ready) => setTimeout(ready, 20));
  const lines = await scraped(primary, seen);
  const grownBytes = heap() - before;
  primary.close();
  const { sum, restarts, killed, scrapes, isFalling } = seen;
  const isExact = total(lines, 'hits_total') === sum && total(lines, 'took_seconds_count') === sum;
  const series = lines.filter((line) => line.startsWith('hits_total')).length;
  return {
    observations: sum,
    series,
    grownBytes,
    isFlat: grownBytes < SLACK_BYTES,
    restarts,
    killed,
    scrapes,
    isFalling,
    isExact,
  };
}

async function forked() {
  const worker = cluster.fork({ SIGNALBOX_KIT: kit });
  await once(worker, 'message'); // before it listens it would hear nothing
  return worker;
}

async function scraped(primary, seen) {
  const lines = (await metricsText({ registry: await primary.registry() })).split('\n');
  const now = total(lines, 'hits_total');
  if (now < seen.last) seen.isFalling = true;
  seen.last = now;
  seen.scrapes++;
  return lines;
}

async function ended(worker, primary, seen) {
  const isKilled = primary !== undefined && seen.restarts % 2 === 1;
  const counted = new Promise((done) => {
    worker.on('message', ({ made: count }) => count !== undefined && done(count));
  });
  worker.send(isKilled ? 'pause' : 'leave');
  const made = await counted;
  seen.sum += made;
  if (!isKilled) return;
  await primary.registry();
  worker.process.kill('SIGKILL');
  seen.killed++;
}

if (cluster.isWorker) await work();
else {
  const alone = await oneProcess();
  const together = await overCluster();
  if (process.env.SIGNALBOX_KIT === undefined) await rm(join(kit, '..'), { recursive: true });
  console.log(JSON.stringify({ seconds: SECONDS, alone, together }, null, 2));
  const isRight = [alone, together].every(({ isFlat, isExact, isFalling = false }) => isFlat && isExact && !isFalling);
  process.exitCode = isRight ? 0 : 1;
}
