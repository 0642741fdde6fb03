import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { BUCKETS, fresh, LABELS, row, SECONDS, tuples } from './workload.mjs';

/** Our own cells, from the source as it stands. */
export async function ours() {
  const { counter, histogram, instruments, metricsText, OPEN_METRICS, registry, text } = await bundled();
  const labels = Object.fromEntries(LABELS.map((label) => [label, text()]));
  const make = (own) =>
    instruments(
      {
        plain: counter({ name: 'plain_total', help: 'x' }),
        labelled: counter({ name: 'labelled_total', help: 'x', labels }),
        duration: histogram({ name: 'duration_seconds', help: 'x', unit: 'seconds', labels, buckets: BUCKETS }),
      },
      { registry: own, seriesLimit: 100_000 },
    );
  const m = make(registry());
  const counters = tuples.map((tuple) => m.labelled.labels(tuple));
  const histograms = tuples.map((tuple) => m.duration.labels(tuple));
  const scrape = (format) => (kind, count) => {
    const own = registry();
    const filled = make(own);
    for (let index = 0; index < count; index++) {
      if (kind === 'counter') filled.labelled.inc(row(index), index);
      else filled.duration.observe(row(index), SECONDS);
    }
    return () => metricsText({ registry: own, ...(format && { format: OPEN_METRICS }) });
  };
  return [
    {
      name: 'here',
      operations: {
        'counter, no labels': () => m.plain.inc(),
        'counter, fresh label object': (i) => m.labelled.inc(fresh(i)),
        'counter, kept': (i) => counters[i & 1023].inc(),
        'histogram, fresh label object': (i) => m.duration.observe(fresh(i), SECONDS),
        'histogram, kept': (i) => histograms[i & 1023].observe(SECONDS),
      },
      scrape: scrape(),
    },
    { name: 'here, OpenMetrics', operations: {}, scrape: scrape('OPEN_METRICS') },
  ];
}

async function bundled() {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
  const contents = "export * from './src/runtime/index.ts'; export * from './src/metrics.ts';";
  const outfile = join(folder, 'kit.mjs');
  try {
    await build({ stdin: { contents, resolveDir: process.cwd() }, bundle: true, platform: 'node', format: 'esm', outfile });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
