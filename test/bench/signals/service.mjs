/** The service that signals.mjs measures: it answers orders after a little work, with the signals it is told to have. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const { kit: path, signals, endpoint } = JSON.parse(process.argv[2]);
const kit = await import(pathToFileURL(path).href);
const has = (signal) => signals === signal || signals === 'all';
const ORDER = { lines: Array.from({ length: 50 }, (_, line) => ({ line, article: `article ${line}`, price: line * 1.1 })) };

/** What the generated collector's `file_log` receiver sends on at once; its exporters compress. */
const LOG_BATCH_MS = 100;

let logged = [];
if (signals === 'tracker') await tracker();
else await serve();

async function serve() {
  const tracing =
    has('traces') &&
    (await kit.startTracing({ service: 'bench', endpoint, sampling: kit.sampler({ kind: 'ratio', ratio: 0.1 }) }));
  const own = kit.registry();
  const metrics = kit.httpServerMetrics({ routes: kit.oneOf('/orders/{id}', 'other') });
  const health =
    has('health') &&
    kit.health({
      registry: own,
      checks: { heap: kit.indicator({ kind: 'memory' }), lag: kit.indicator({ kind: 'queue-lag', lag: () => 1 }) },
    });
  const buffer = kit.logBuffer({
    everyMs: LOG_BATCH_MS,
    to: {
      write: (text) => {
        logged.push(text);
        return true;
      },
      once: () => {},
    },
  });
  const log = has('logs') && kit.logger({ component: 'bench', write: buffer.write });
  const answer = async (request, response) => {
    await sleep(1);
    if (log) log.info('order shown', { method: request.method, path: request.url, lines: ORDER.lines.length });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ...JSON.parse(JSON.stringify(ORDER)), path: request.url }));
  };
  const instrumented = has('metrics') || has('traces');
  const handler = instrumented ? kit.httpServer(metrics, { registry: own, route: () => '/orders/{id}' })(answer) : answer;
  const scrape = kit.metricsHandler({ registry: own });
  if (has('metrics')) await kit.processMetrics({ registry: own });
  const server = createServer(
    (request, response) =>
      void (async () => {
        if (health && (await health.handle(request, response))) return;
        if (request.url === '/metrics' && has('metrics')) await scrape(request, response);
        else if (request.url.startsWith('/orders/')) await handler(request, response);
        else response.end();
      })(),
  );
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
  process.on('message', () => {
    const cpuMs = cpuSoFar();
    const plain = logged.reduce((bytes, batch) => bytes + Buffer.byteLength(batch), 0);
    const packed = logged.reduce((bytes, batch) => bytes + gzipSync(batch).length, 0);
    logged = [];
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    process.send({ cpuMs, memory: heapUsed + external, plain, packed, cpuAfterMs: cpuSoFar() }); // this is not the service's
  });
  process.once('disconnect', async () => {
    await buffer.close();
    if (tracing) await tracing.stop();
    process.exit(0);
  });
}

function cpuSoFar() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Microseconds of CPU for a workflow and for each step, and bytes of one that is active; the log is written into the void. */
async function tracker() {
  const log = kit.logger({ component: 'bench', write: () => {} });
  const flows = kit.workflowMetrics({ workflows: kit.oneOf('order'), steps: kit.oneOf('pay') });
  const t = kit.executionTracker(flows, { logger: log, registry: kit.registry() });
  const run = async (count, steps) => {
    const before = process.cpuUsage();
    for (let index = 0; index < count; index++)
      await kit.runWorkflow(t, { workflow: 'order' }, async ({ step }) => {
        for (let at = 0; at < steps; at++)
          await step('pay', async ({ used }) => used({ tokens: 10, cost: 0.01, inputBytes: 100 }));
      });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  };
  await run(5_000, 5);
  const least = async (steps) => Math.min(await run(5_000, steps), await run(5_000, steps), await run(5_000, steps));
  const [bare, ten] = [await least(0), await least(10)];
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const ACTIVE = 10_000;
  const held = [];
  for (let index = 0; index < ACTIVE; index++) {
    const one = t.enqueue({ workflow: 'order', tenant: 'a' });
    one.start();
    held.push(one);
  }
  globalThis.gc();
  const bytesActive = (process.memoryUsage().heapUsed - before) / held.length;
  process.send({ perWorkflowUs: bare, perStepUs: (ten - bare) / 10, bytesActive });
  process.disconnect();
}
