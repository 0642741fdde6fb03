import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyCounter, AnyMetric, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { LabelName } from '../authored/vector.ts';
import type { VectorSelector } from '../query/promql/tree.ts';
import { authoredSli, countsOf, sumBy } from './authored-sli.ts';
import type { AuthoredSli, SliKind, SliProblem, SliSample } from './kind.ts';
import { sampleSeries } from './sample.ts';

type Counters = Of<AnyCounter> | readonly Of<AnyCounter>[];
type OneOf<T> = T extends readonly (infer M)[] ? M : T;

interface Common<T extends Counters> {
  /** Every event that counts: a counter, some of its series, or several that are added up. */
  readonly total: T;
  /** Keep the objective apart for each value of these labels. @default []: one objective for all */
  readonly groupBy?: readonly LabelName<OneOf<NoInfer<T>>>[];
}
export type EventsOptions<T extends Counters = Counters> =
  | (Common<T> & { readonly bad: Counters; readonly good?: never })
  | (Common<T> & { readonly good: Counters; readonly bad?: never });

/**
 * Good and bad events of counters: the share of `total` that is not `bad` (or that is `good`). Several counters on a side are added up.
 * A `bad` counter that was never created counts as zero errors. Compiles to the recordings `slo:sli_total:increase30s` and `slo:sli_bad:increase30s`.
 */
export function events<const T extends Counters>(options: EventsOptions<T>): AuthoredSli {
  return authoredSli('events', options, events);
}

interface Settings {
  readonly total: Counters;
  readonly bad?: Counters;
  readonly good?: Counters;
  readonly groupBy?: readonly string[];
}

export const eventsKind: SliKind<Settings> = {
  type: 'events',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: (settings) => [...listOf(settings.total), ...partsOf(settings)],
  problems: (settings) => (partsOf(settings).some((part) => listOf(settings.total).includes(part)) ? [TOTAL_IS_PART] : []),
  series: (settings, window, context, site) => {
    const by = settings.groupBy ?? [];
    const totals = listOf(settings.total).map((of) => context.selector(of, site));
    const countOf = (selector: VectorSelector) => sumBy(by, countsOf(selector, witnessOf(selector, totals), window));
    const total = added(totals.map(countOf));
    const part = added(partsOf(settings).map((of) => countOf(context.selector(of, site))));
    return settings.bad === undefined ? { total, good: part } : { total, bad: part };
  },
  samples: samplesOf,
};

const TOTAL_IS_PART: SliProblem = {
  code: 'slo/total-equals-part',
  message: 'Every event would be bad: `total` and the other side are the same series.',
  fix: 'choose a part of it: `total.where({ … })`',
};

function listOf(counters: Counters): readonly Of<AnyCounter>[] {
  return 'kind' in counters ? [counters] : counters;
}

function partsOf({ bad, good }: Settings): readonly Of<AnyCounter>[] {
  return listOf(bad ?? good ?? []);
}

/** A series of the same targets as these: whether they were there before tells a new counter from a new target. */
function witnessOf(selector: VectorSelector, totals: readonly VectorSelector[]): VectorSelector {
  const same = totals.find(({ name }) => name === selector.name) ?? totals.find((total) => jobOf(total) === jobOf(selector));
  return same ?? totals[0] ?? selector;
}

function jobOf({ matchers }: VectorSelector): string | undefined {
  return matchers.find(({ label }) => label === 'job')?.value;
}

/** Named, so that one may be missing without taking the others along, and equal labels do not hide one behind another. */
function added(counts: readonly string[]): string {
  const [first = 'vector(0)', ...others] = counts;
  if (others.length === 0) return first;
  return `sum without (part) (${counts.map((count, index) => `label_replace(${count}, "part", "${index + 1}", "", "")`).join(' or ')})`;
}

/** In tests every counter of a side has a share of its events, the last one most of them: whichever is left out or hidden is missed. */
function samplesOf(settings: Settings, context: QueryContext, site: Site): SliSample[] {
  const [totals, parts] = [listOf(settings.total), partsOf(settings)];
  const isBad = settings.bad !== undefined;
  const own = (share: number) => ({ perGood: isBad ? 0 : share, perBad: isBad ? share : 0 });
  const isWithin = (part: Of<AnyMetric>) => totals.some((of) => metricOf(of) === metricOf(part));
  const within = parts.reduce((sum, part, index) => sum + (isWithin(part) ? shareOf(index, parts.length) : 0), 0);
  const rest = (share: number) => ({ perGood: share * (isBad ? 1 : 1 - within), perBad: share * (isBad ? 1 - within : 1) });
  const { groupBy } = settings;
  const seriesOf = (of: Of<AnyCounter>, unlike?: Of<AnyCounter>) =>
    sampleSeries(of, context.selector(of, site), { groupBy, unlike: unlike && context.selector(unlike, site) });
  return [
    ...totals.map((of, index) => ({
      series: seriesOf(
        of,
        parts.find((one) => metricOf(one) === metricOf(of)),
      ),
      ...rest(shareOf(index, totals.length)),
    })),
    ...parts.map((of, index) => ({ series: seriesOf(of), ...own(shareOf(index, parts.length)) })),
  ];
}

/** Powers of two, so that no sum is rounded; together less than half, so that a single event is one of the last. */
function shareOf(index: number, all: number): number {
  const share = all === 1 ? 0 : 0.25 / 2 ** Math.ceil(Math.log2(all - 1));
  return index < all - 1 ? share : 1 - (all - 1) * share;
}
