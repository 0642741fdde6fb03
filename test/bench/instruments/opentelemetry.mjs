import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { AggregationType, MeterProvider } from '@opentelemetry/sdk-metrics';
import { BUCKETS, fresh, row, SECONDS, tuples } from './workload.mjs';

/** By default it folds what is over 2000 series, and then would be asked for fewer than the others. */
const UNFOLDED = 100_000;

/** OpenTelemetry metrics. A scrape is what its Prometheus exporter does when it is asked: collect, then serialise. */
export function openTelemetry() {
  const m = make();
  return {
    name: 'OpenTelemetry',
    operations: {
      'counter, no labels': () => m.plain.add(1),
      'counter, fresh label object': (i) => m.labelled.add(1, fresh(i)),
      'counter, kept': (i) => m.labelled.add(1, tuples[i & 1023]), // it has no bound series: the label object is what can be kept
      'histogram, fresh label object': (i) => m.duration.record(SECONDS, fresh(i)),
      'histogram, kept': (i) => m.duration.record(SECONDS, tuples[i & 1023]),
    },
    scrape: (kind, count) => {
      const { reader, labelled, duration } = make();
      const serializer = new PrometheusSerializer();
      for (let index = 0; index < count; index++) {
        if (kind === 'counter') labelled.add(index, row(index));
        else duration.record(SECONDS, row(index));
      }
      return async () => serializer.serialize((await reader.collect()).resourceMetrics);
    },
  };
}

function make() {
  const reader = new PrometheusExporter({ preventServerStart: true }); // without a reader nothing is counted
  const aggregation = { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries: BUCKETS } };
  const views = [
    { instrumentName: 'labelled', aggregationCardinalityLimit: UNFOLDED },
    { instrumentName: 'duration', aggregationCardinalityLimit: UNFOLDED, aggregation },
  ];
  const meter = new MeterProvider({ readers: [reader], views }).getMeter('bench');
  const [plain, labelled] = ['plain', 'labelled'].map((name) => meter.createCounter(name));
  return { reader, plain, labelled, duration: meter.createHistogram('duration', { unit: 's' }) };
}
