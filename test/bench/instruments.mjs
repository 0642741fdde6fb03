/**
 * Nanoseconds per operation and milliseconds per scrape, against prom-client and, where they are installed, its successor and
 * OpenTelemetry metrics. Trust the ratios. `node test/bench/instruments.mjs`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import client from 'prom-client';

const ROUNDS = 7;
const OPERATIONS = 1_000_000;
const TUPLES = 64;

const folder = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
const contents = "export * from './src/runtime/index.ts'; export * from './src/metrics.ts';";
const outfile = join(folder, 'kit.mjs');
await build({ stdin: { contents, resolveDir: process.cwd() }, bundle: true, platform: 'node', format: 'esm', outfile });
const { counter, histogram, instruments, metricsText, registry, text } = await import(pathToFileURL(outfile).href);
await rm(folder, { recursive: true });

const labels = { a: text(), b: text(), c: text() };
const buckets = client.exponentialBuckets(0.001, 2, 11);
const own = registry();
const m = instruments(
  {
    plain: counter({ name: 'plain_total', help: 'x' }),
    labelled: counter({ name: 'labelled_total', help: 'x', labels }),
    duration: histogram({ name: 'duration_seconds', help: 'x', labels, buckets }),
  },
  { registry: own, seriesLimit: 100_000 },
);
const register = new client.Registry();
const otel = await installed('@opentelemetry/sdk-metrics');
const common = { help: 'x', registers: [register] };
const plain = new client.Counter({ ...common, name: 'plain_total' });
const labelled = new client.Counter({ ...common, name: 'labelled_total', labelNames: ['a', 'b', 'c'] });
const duration = new client.Histogram({ ...common, name: 'duration_seconds', labelNames: ['a', 'b', 'c'], buckets });

const walk = Array.from({ length: 1024 }, (_, index) => (index * 7919) % TUPLES);
const fresh = (index) => ({
  a: `a${walk[index & 1023] & 3}`,
  b: `b${(walk[index & 1023] >> 2) & 3}`,
  c: `c${walk[index & 1023] >> 4}`,
});
const tuples = Array.from({ length: 1024 }, (_, index) => Object.values(fresh(index)));
const of = (index) => {
  const [a, b, c] = tuples[index & 1023];
  return { a, b, c };
};
const ours = tuples.map(([a, b, c]) => m.labelled.labels({ a, b, c }));
const theirs = tuples.map(([a, b, c]) => labelled.labels(a, b, c));
const oursObserving = tuples.map(([a, b, c]) => m.duration.labels({ a, b, c }));
const theirsObserving = tuples.map(([a, b, c]) => duration.labels(a, b, c));

async function installed(name) {
  try {
    return await import(name);
  } catch {
    return undefined;
  }
}
const otelReader =
  otel &&
  new otel.PeriodicExportingMetricReader({ exporter: new otel.InMemoryMetricExporter(0), exportIntervalMillis: 3_600_000 });
const otelProvider = otel && new otel.MeterProvider({ readers: [otelReader] }); // without a reader nothing is counted
const otelMeter = otelProvider?.getMeter('x');
const otelCounter = otelMeter?.createCounter('labelled');
const otelHistogram = otelMeter?.createHistogram('duration', { advice: { explicitBucketBoundaries: buckets } });
const otelTuples = tuples.map(([a, b, c]) => ({ a, b, c }));

const CASES = [
  ['counter, no labels', () => m.plain.inc(), () => plain.inc()],
  ['counter, fresh label object', (i) => m.labelled.inc(of(i)), (i) => labelled.inc(of(i))],
  [
    'counter, kept',
    (i) => ours[i & 1023].inc(),
    (i) => theirs[i & 1023].inc(),
    otelCounter && ((i) => otelCounter.add(1, otelTuples[i & 1023])),
  ],
  ['histogram, fresh label object', (i) => m.duration.observe(of(i), 0.02), (i) => duration.observe(of(i), 0.02)],
  [
    'histogram, kept',
    (i) => oursObserving[i & 1023].observe(0.02),
    (i) => theirsObserving[i & 1023].observe(0.02),
    otelHistogram && ((i) => otelHistogram.record(0.02, otelTuples[i & 1023])),
  ],
];

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
function nanoseconds(operation) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    for (let index = 0; index < OPERATIONS; index++) operation(index);
    times.push(Number(process.hrtime.bigint() - start) / OPERATIONS);
  }
  return median(times);
}
async function milliseconds(scrape) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await scrape();
    times.push(performance.now() - start);
  }
  return median(times);
}
const beside = (name, unit, us, them) => `   ${name} ${them.toFixed(1).padStart(8)} ${unit} (${(them / us).toFixed(1)}x)`;
const report = (name, unit, us, them, otelCost) =>
  console.log(
    `${name.padEnd(36)} ${us.toFixed(1).padStart(8)} ${unit}${beside('prom-client', unit, us, them)}${
      otelCost === undefined ? '' : beside('OpenTelemetry', unit, us, otelCost)
    }`,
  );

for (const [name, us, them, otelOne] of CASES) {
  report(name, 'ns', nanoseconds(us), nanoseconds(them), otelOne && nanoseconds(otelOne));
}
for (let index = 0; index < 10_000; index++) {
  m.labelled.inc({ a: `${index}`, b: 'b', c: 'c' });
  labelled.inc({ a: `${index}`, b: 'b', c: 'c' });
}
report(
  'scrape of 10,000 counters',
  'ms',
  await milliseconds(() => metricsText({ registry: own })),
  await milliseconds(() => register.metrics()),
);

const successor = await installed('@prometheus-io/client');
if (successor !== undefined) {
  const next = successor.default ?? successor;
  const counting = new next.Counter({
    name: 'next_total',
    help: 'x',
    labelNames: ['a', 'b', 'c'],
    registers: [new next.Registry()],
  });
  const kept = tuples.map(([a, b, c]) => counting.labels({ a, b, c }));
  console.log(
    `counter, kept, of its successor      ${nanoseconds((i) => kept[i & 1023].inc())
      .toFixed(1)
      .padStart(8)} ns`,
  );
}
await otelProvider?.shutdown();
