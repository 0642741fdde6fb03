import type { LabelShape } from '../query/shape.ts';
import type { Metric } from './service.ts';

/** How many values a label has at most; undefined where it has no bound. */
export function sizeOf({ values, series }: LabelShape): number | undefined {
  return values?.length ?? series;
}

/** The labels of which nobody knows how many values they have. */
export function unboundedIn(labels: Readonly<Record<string, LabelShape>>): readonly string[] {
  return Object.keys(labels).filter((label) => sizeOf(labels[label] ?? {}) === undefined);
}

/** How many combinations of their values there are at most; labels without a bound count as one. */
export function combinationsOf(labels: Readonly<Record<string, LabelShape>>): number {
  return Object.values(labels).reduce((product, label) => product * (sizeOf(label) ?? 1), 1);
}

type Formed = Pick<Metric, 'type' | 'buckets' | 'native' | 'quantiles'>;

/** Series of one combination of labels: every bucket and `+Inf`, sum and count; a native histogram is one, whatever its buckets. */
export function formsOf({ type, buckets, native, quantiles }: Formed): { readonly classic: number; readonly native: number } {
  if (type === 'summary') return { classic: quantiles.length + 2, native: 0 };
  if (type !== 'histogram') return { classic: 1, native: 0 };
  const classic = buckets.length > 0 || !native ? buckets.length + 3 : 0;
  return { classic, native: native ? 1 : 0 };
}

/** What one instance sends of a metric at most; undefined where a label has no bound. */
export function seriesOfInstance(metric: Metric): number | undefined {
  const { classic, native } = formsOf(metric);
  return unboundedIn(metric.labels).length > 0 ? undefined : combinationsOf(metric.labels) * (classic + native);
}
