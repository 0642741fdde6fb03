import type { MetricKind } from '../../authored/metric.ts';
import { grouped } from '../../kernel/grouped.ts';
import { mean } from '../../kernel/moments.ts';
import type { AnyCell } from '../kind.ts';
import { INSTRUMENT_KINDS } from '../kinds.ts';
import { merged as mergedNative, type NativeBuckets } from '../native-buckets.ts';
import { type Collected, registered, type Sample } from '../registered.ts';
import { type OwnRegistry, registry } from '../registry.ts';
import type { Admit } from './admission.ts';
import type { FamilySnapshot, SeriesSnapshot, Snapshot } from './snapshot.ts';

/** A sum over processes says nothing of a quantile, nor of which state something is in. */
const JOIN: Readonly<Record<MetricKind, (a: number, b: number) => number>> = {
  counter: add,
  gauge: add,
  histogram: add,
  summary: add,
  info: Math.max,
  stateset: Math.max,
};

interface MergedCell extends AnyCell, Omit<SeriesSnapshot, 'native'> {
  readonly native?: NativeBuckets;
}

/**
 * One registry of many processes: counters, histograms, counts and gauges are added up, infos and states are where any process
 * is; quantiles of summaries become NaN, because they cannot be added.
 */
export function merge(snapshots: readonly Snapshot[], admit: Admit): OwnRegistry {
  const into = registry();
  const byName = grouped(
    snapshots.flatMap(({ families }) => families),
    ({ definition }) => definition.name,
  );
  for (const families of byName.values()) into.registerMetric(registered(mergedFamily(families, admit)) as never); // it asks no more
  for (const metric of foreignOf(snapshots)) {
    if (into.getSingleMetric(metric.name) === undefined) into.registerMetric({ ...metric, get: () => metric } as never);
  }
  return into;
}

/** Metrics of prom-client, added up by name. */
export function foreignOf(snapshots: readonly Snapshot[]): readonly Collected[] {
  return [
    ...grouped(
      snapshots.flatMap(({ foreign }) => foreign),
      ({ name }) => name,
    ).values(),
  ].map(mergedForeign);
}

function mergedFamily(families: readonly FamilySnapshot[], admit: Admit) {
  const [{ definition, labelNames }] = families as [FamilySnapshot]; // a group has at least one
  const kind = INSTRUMENT_KINDS[definition.kind];
  const lines = kind.lines(definition);
  const alike = families.filter((one) => kind.lines(one.definition).length === lines.length); // another version's buckets cannot be added
  const join = (index: number) => (lines[index]?.labels['quantile'] === undefined ? JOIN[definition.kind] : () => Number.NaN);
  const groups = grouped(
    alike.flatMap((one) => one.series.map((series) => ({ ...series, values: admit(one, series.values) }))),
    ({ values }) => JSON.stringify(values),
  );
  const series = [...groups.values()].map((same) => ({ values: same[0]?.values ?? [], cell: mergedSeries(same, join) }));
  const read: typeof kind = {
    ...kind,
    read: (cell) => (cell as MergedCell).read, // the cells made here
    exemplars: (cell) => (cell as MergedCell).exemplars ?? [],
    native: (cell) => (cell as MergedCell).native,
  };
  return { definition, kind: read, labelNames, lines, cells: { series: () => series }, instrument: undefined };
}

function mergedSeries(same: readonly SeriesSnapshot[], join: (index: number) => (a: number, b: number) => number): MergedCell {
  const read = same.map((one) => one.read).reduce((all, one) => all.map((value, index) => join(index)(value, one[index] ?? 0)));
  const latest = same.flatMap(({ exemplars = [] }) => exemplars.map((exemplar, index) => ({ exemplar, index })));
  const exemplars = read.map((_, index) => latest.findLast((one) => one.index === index && one.exemplar)?.exemplar ?? undefined);
  const native = mergedNative(
    same.flatMap((one) =>
      one.native === undefined
        ? []
        : [{ ...one.native, positive: new Map(one.native.positive), negative: new Map(one.native.negative) }],
    ),
  );
  return { values: same[0]?.values ?? [], read, exemplars, reset: () => {}, ...(native && { native }) };
}

/** As prom-client's own primary does it, by the aggregator each metric names. */
const AGGREGATE: Readonly<Record<string, (values: readonly number[]) => number>> = {
  sum: (values) => values.reduce(add, 0),
  first: ([first = Number.NaN]) => first,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  average: mean,
};

function mergedForeign(metrics: readonly Collected[]): Collected {
  const [first] = metrics as [Collected]; // a group has at least one
  const join = AGGREGATE[first.aggregator ?? 'sum'];
  const groups = grouped(
    metrics.flatMap(({ values = [] }) => values),
    ({ metricName, labels, sharedLabels }: Sample) =>
      JSON.stringify([metricName, Object.entries({ ...sharedLabels, ...labels }).sort()]),
  );
  const values =
    join === undefined
      ? []
      : [...groups.values()].map((same) => ({ ...(same[0] as Sample), value: join(same.map(({ value }) => value)) })); // as above
  return { ...first, values };
}

function add(a: number, b: number): number {
  return a + b;
}
