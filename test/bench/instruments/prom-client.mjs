import { BUCKETS, fresh, LABELS, row, SECONDS, tuples } from './workload.mjs';

/** prom-client, or its successor, which has the same API. */
export function promClient(name, client) {
  const make = () => {
    const registry = new client.Registry();
    const common = { help: 'x', registers: [registry] };
    return {
      registry,
      plain: new client.Counter({ ...common, name: 'plain_total' }),
      labelled: new client.Counter({ ...common, name: 'labelled_total', labelNames: LABELS }),
      duration: new client.Histogram({ ...common, name: 'duration_seconds', labelNames: LABELS, buckets: BUCKETS }),
    };
  };
  const m = make();
  const counters = tuples.map((tuple) => m.labelled.labels(tuple));
  const histograms = tuples.map((tuple) => m.duration.labels(tuple));
  return {
    name,
    operations: {
      'counter, no labels': () => m.plain.inc(),
      'counter, fresh label object': (i) => m.labelled.inc(fresh(i)),
      'counter, kept': (i) => counters[i & 1023].inc(),
      'histogram, fresh label object': (i) => m.duration.observe(fresh(i), SECONDS),
      'histogram, kept': (i) => histograms[i & 1023].observe(SECONDS),
    },
    scrape: (kind, count) => {
      const filled = make();
      for (let index = 0; index < count; index++) {
        if (kind === 'counter') filled.labelled.inc(row(index), index);
        else filled.duration.observe(row(index), SECONDS);
      }
      return () => filled.registry.metrics();
    },
  };
}
