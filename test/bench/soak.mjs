/**
 * Label values without end, for as long as asked (at most ten minutes): memory has to stay flat and totals exact, in one process
 * and over a cluster whose workers come and go. Exit code 1 where one of them does not. `node test/bench/soak.mjs --seconds 600`
 */
import cluster from 'node:cluster';
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
  process.on('message', async (message) => {
    if (message !== 'end') return;
    await worker.leave();
    process.send({ made });
    process.disconnect();
  });
  const end = Date.now() + (SECONDS * 1000) / 4;
  while (Date.now() < end) {
    burst();
    await turn();
  }
  process.send('done');
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

async function overCluster() {
  const empty = registry();
  const primary = clusterPrimary({ registry: empty });
  let sum = 0;
  let done = 0;
  let left = 0;
  cluster.on('message', (_worker, message) => {
    if (message === 'done') done++;
    if (message?.made !== undefined) sum += message.made;
  });
  cluster.on('disconnect', () => left++);
  const fork = () => cluster.fork({ SIGNALBOX_KIT: kit });
  const first = Array.from({ length: WORKERS }, fork);
  while (done < WORKERS) {
    await primary.registry(); // a scrape while they count
    await new Promise((ready) => setTimeout(ready, 200));
  }
  first[0].send('end');
  const later = fork(); // one goes, another comes
  while (done < WORKERS + 1) await new Promise((ready) => setTimeout(ready, 100));
  for (const worker of [...first.slice(1), later]) worker.send('end');
  while (left < WORKERS + 1) await new Promise((ready) => setTimeout(ready, 50));
  const lines = (await metricsText({ registry: await primary.registry() })).split('\n');
  primary.close();
  return { observations: sum, isExact: total(lines, 'hits_total') === sum && total(lines, 'took_seconds_count') === sum };
}

if (cluster.isWorker) await work();
else {
  const alone = await oneProcess();
  const together = await overCluster();
  if (process.env.SIGNALBOX_KIT === undefined) await rm(join(kit, '..'), { recursive: true });
  console.log(JSON.stringify({ seconds: SECONDS, alone, together }, null, 2));
  process.exitCode = alone.isFlat && alone.isExact && together.isExact ? 0 : 1;
}
