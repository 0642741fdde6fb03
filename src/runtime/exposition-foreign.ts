import { type ExpositionFormat, OPEN_METRICS } from './exposition-format.ts';
import { printLabels, printNumber } from './print.ts';
import type { Collected, Registered, Sample } from './registered.ts';

type SharedLabels = Readonly<Record<string, string | number>>;

const KINDS: Readonly<Record<string, 'counter' | 'gauge' | 'histogram' | 'summary'>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
};

/** A metric of prom-client, such as its process metrics, in either format. */
export async function foreignLines(metric: unknown, format: ExpositionFormat, shared: SharedLabels): Promise<readonly string[]> {
  const collected = await (metric as Registered).get(); // registries of these libraries hold nothing else
  const kind = KINDS[collected.type];
  const { family } = format.names(collected.name, kind ?? 'unknown');
  const head = format.head({ family }, { kind: kind ?? 'gauge', help: collected.help, unit: 'count' }, collected.type);
  return [...head, ...(collected.values ?? []).map((sample) => line(sample, collected, format, shared))];
}

function line(sample: Sample, { name, type }: Collected, format: ExpositionFormat, shared: SharedLabels): string {
  const { metricName = name, labels = {}, sharedLabels = {}, value, exemplar } = sample;
  const written =
    format === OPEN_METRICS && type === 'counter' && !metricName.endsWith('_total') ? `${metricName}_total` : metricName;
  const text = `${written}${printLabels({ ...shared, ...sharedLabels, ...labels })} ${printNumber(value)}`;
  if (!format.exemplars || exemplar === undefined || exemplar === null) return text;
  return `${text} # ${printLabels(exemplar.labelSet)} ${printNumber(exemplar.value)} ${exemplar.timestamp}`;
}
