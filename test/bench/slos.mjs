// How long 200, 2,000 and 20,000 SLOs take from definitions to the text of every file, how much memory, and that both grow linearly.
// Each size runs in a process of its own, so that memory is its own. Prints ratios; asserts nothing about time.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SIZES = process.argv.includes('--quick') ? [20, 200, 2000] : [200, 2000, 20_000];
const HEAP_MB = 12_000;
const PER_SERVICE = 4;
const [, , size] = process.argv;
if (size === undefined || size === '--quick') compare();
else await measure(Number(size));

function compare() {
  console.log('SLOs      files    text MB  seconds  heap MB  ms per SLO');
  let before;
  for (const slos of SIZES) {
    const flags = ['--expose-gc', `--max-old-space-size=${HEAP_MB}`];
    const { stdout, status, stderr } = spawnSync(process.execPath, [...flags, fileURLToPath(import.meta.url), String(slos)], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    const row = JSON.parse(stdout);
    const { files, bytes, ms, heap } = row;
    const numbers = [(bytes / 1e6).toFixed(1), (ms / 1000).toFixed(2), (heap / 1e6).toFixed(0), (ms / slos).toFixed(2)];
    console.log([slos, files, ...numbers].map((cell, column) => String(cell).padEnd(column === 0 ? 10 : 9)).join(''));
    if (before) {
      const times = (of) => (row[of] / before[of]).toFixed(1);
      console.log(`          10 times the SLOs: ${times('ms')} times the time, ${times('heap')} times the memory. Linear is 10.`);
    }
    before = row;
  }
}

async function measure(slos) {
  const { compileModule } = await import('signalbox/program');
  const module = await estateOf(slos);
  compileModule(await estateOf(PER_SERVICE), '2026-11-21'); // warm
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const begin = performance.now();
  const built = compileModule(module, '2026-11-21');
  const ms = performance.now() - begin;
  globalThis.gc();
  const heap = process.memoryUsage().heapUsed - before;
  if (built.failed) throw new Error(built.diagnostics.find((one) => one.severity === 'error')?.message);
  const bytes = built.artifacts.reduce((sum, artifact) => sum + artifact.text.length, 0);
  console.log(JSON.stringify({ files: built.artifacts.length, bytes, ms, heap }));
}

/** Services with an SLO each of requests, of tasks, of latency, and a second objective of requests. */
async function estateOf(slos) {
  const {
    alertmanager,
    counter,
    environment,
    events,
    histogram,
    latency,
    oneOf,
    prometheus,
    routing,
    secret,
    service,
    slo,
    team,
    webhook,
  } = await import('signalbox');
  const pager = webhook({ url: secret.file('pager') });
  const owner = team({ name: 'platform', page: pager, ticket: pager });
  const services = Array.from({ length: slos / PER_SERVICE }, (_, index) => {
    const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
    const tasks = counter({ name: 'tasks_total', help: 'Tasks.' });
    const failures = counter({ name: 'task_failures_total', help: 'Tasks that failed.' });
    const duration = histogram({ name: 'duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 0.5, 1] });
    const metrics = [requests, tasks, failures, duration];
    const own = service({ name: `service-${index}`, owner, tier: 1, metrics, scrape: { port: 9464 } });
    const common = { service: own, window: '30d' };
    const answered = events({ total: requests, bad: requests.where({ code: '5xx' }) });
    return [
      own,
      slo({ ...common, name: 'requests', objective: '99.9%', sli: answered }),
      slo({ ...common, name: 'requests-promised', objective: '99.5%', sli: answered }),
      slo({ ...common, name: 'tasks', objective: '99%', sli: events({ total: tasks, bad: failures }) }),
      slo({ ...common, name: 'latency', objective: '99%', sli: latency({ of: duration, under: '500ms' }) }),
    ];
  });
  const production = environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15', retention: '45d' }),
    alertmanager: alertmanager({ version: '0.34' }),
    runbooks: 'https://runbooks.example.org',
  });
  return { owner, services, production, routes: routing({ fallback: owner.ticket }) };
}
