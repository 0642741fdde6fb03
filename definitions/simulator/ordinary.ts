/** What a metric does when nobody says anything about it, by its definition. */
import type { AnyMetric } from 'signalbox/metrics';
import type { Behaviour } from './statement.ts';

/** Label values that are rare where all is well. */
const RARE =
  /^(1xx|other|error|err|fail(ed|ure)?|5xx|4xx|timeout|conflict|rejected|refused|cancelled|abandoned|compensated|expired|dropped|miss|invalid_.*|series_limit|collect_failed)$/;

const PER_SECOND = 2;
const LEVELS: Readonly<Record<string, number>> = { ratio: 0.3, bytes: 400_000_000, seconds: 1 };
const LEVEL = 10;

export interface Defined {
  readonly kind: AnyMetric['kind'];
  readonly name: string;
  readonly unit: string;
  readonly labels: Readonly<Record<string, { readonly values?: readonly string[] }>>;
  readonly buckets?: readonly number[];
  readonly states?: readonly string[];
}

/** A definition as its constructor leaves it. */
export function defined(metric: AnyMetric): Defined {
  return metric as unknown as Defined; // every metric has at least these
}

export function ordinary({ kind, name, unit, buckets = [], states = [] }: Defined): Behaviour {
  if (kind === 'counter') return { kind: 'counts', perSecond: quietly(name) ? 0 : PER_SECOND };
  if (kind === 'gauge') return { kind: 'stands', at: LEVELS[unit] ?? LEVEL, wander: 0.05 };
  if (kind === 'stateset') return { kind: 'is', state: states[0] ?? '' };
  if (kind === 'info') return { kind: 'says', labels: {} };
  return { kind: 'takes', around: buckets[Math.floor(buckets.length / 3)] ?? 0.1, spread: 0.4, perSecond: undefined };
}

/** Counters that only count what went wrong. */
function quietly(name: string): boolean {
  return /dropped|failed|failures|errors|conflicts|rejected|evicted/.test(name);
}

/** How much of what is counted falls to a series, before shares are made of it: the first values of a label are the usual ones. */
export function weightOf({ labels }: Defined, values: Readonly<Record<string, string>>): number {
  return Object.entries(values).reduce((weight, [label, value]) => {
    if (RARE.test(value)) return weight * 0.0001;
    const place = labels[label]?.values?.indexOf(value) ?? 0;
    return weight / (1 + Math.max(0, place));
  }, 1);
}

/** What a scenario says there is of a label. */
export type LabelValues = (label: string) => readonly string[] | undefined;

/** All series: each value of each closed label that occurs, and for open ones their values side by side. */
export function seriesOf(metric: Defined, valuesOf: LabelValues): Record<string, string>[] {
  const names = Object.keys(metric.labels).filter((label) => metric.kind !== 'stateset' || label !== metric.name);
  const lists = names
    .filter((name) => metric.labels[name]?.values === undefined)
    .map((name) => [name, valuesOf(name) ?? [`${name}-1`, `${name}-2`]] as const);
  const rows = Math.max(1, ...lists.map(([, values]) => values.length));
  let series = Array.from({ length: metric.kind === 'info' ? 1 : rows }, (_, row) =>
    Object.fromEntries(lists.map(([name, values]) => [name, values[row % values.length] ?? ''])),
  );
  for (const name of names) {
    const values = metric.labels[name]?.values?.filter((value) => valuesOf(name)?.includes(value) ?? true);
    if (values !== undefined) series = series.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  return series;
}
