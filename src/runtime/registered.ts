import type { MetricKind } from '../authored/metric.ts';
import { type Family, resetFamily } from './family.ts';

const FAMILY = Symbol.for('signalbox.family');

/** A sample as prom-client's registries print it. */
export interface Sample {
  readonly metricName?: string;
  readonly labels?: Readonly<Record<string, string | number>>;
  readonly sharedLabels?: Readonly<Record<string, string | number>>;
  readonly value: number;
  readonly exemplar?: SampleExemplar | null | undefined;
}
export interface SampleExemplar {
  readonly labelSet: Readonly<Record<string, string | number>>;
  readonly value: number;
  readonly timestamp: number;
}
export interface Collected {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly values?: readonly Sample[];
  readonly aggregator?: string;
}
/** A metric object of such a registry. */
export interface Registered {
  name: string;
  get(): Promise<Collected> | Collected;
}

/** What the primary of a cluster does with its workers' values. */
const AGGREGATOR: Readonly<Record<MetricKind, string>> = {
  counter: 'sum',
  gauge: 'sum',
  histogram: 'sum',
  summary: 'sum',
  info: 'max',
  stateset: 'max',
};

/** One duck-typed object per metric is all a registry needs to expose cells it does not own. */
export function registered(family: Family): Registered {
  const { definition, kind } = family;
  const metric = {
    name: definition.name, // not frozen: an OpenMetrics registry takes `_total` off it
    help: definition.help,
    type: kind.textType,
    aggregator: AGGREGATOR[definition.kind],
    get: async () => {
      await family.collect?.();
      const { name, help, type, aggregator } = metric;
      return { name, help, type, aggregator, values: samples(family, name) };
    },
    reset: () => resetFamily(family),
    [FAMILY]: family,
  };
  return metric;
}

/** The family behind a metric object that `registered` made, in this copy of the package or another. */
export function familyOf(metric: unknown): Family | undefined {
  if (typeof metric !== 'object' || metric === null) return undefined;
  return (metric as { [FAMILY]?: Family })[FAMILY]; // nobody else writes this symbol
}

function samples({ kind, labelNames, lines, cells }: Family, name: string): Sample[] {
  return cells.series().flatMap(({ values, cell }) => {
    const read = kind.read(cell);
    if (read === undefined) return [];
    const own = Object.fromEntries(labelNames.map((label, index) => [label, values[index] ?? '']));
    const exemplars = kind.exemplars?.(cell) ?? [];
    return lines.map(({ suffix, labels }, index): Sample => {
      const exemplar = exemplars[index];
      return {
        ...(suffix === '' ? {} : { metricName: name + suffix }),
        labels: { ...own, ...labels },
        value: read[index] ?? 0,
        ...(exemplar && {
          exemplar: {
            labelSet: { trace_id: exemplar.traceId, span_id: exemplar.spanId },
            value: exemplar.value,
            timestamp: exemplar.timestampSeconds,
          },
        }),
      };
    });
  });
}
