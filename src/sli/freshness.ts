import type { Labels } from '../authored/label.ts';
import type { Gauge } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { Selection } from '../authored/selection.ts';
import type { LabelName } from '../authored/vector.ts';
import type { Quantity } from '../kernel/literals.ts';
import type { Unit } from '../kernel/unit.ts';
import { type AskedOptions, askedProblems, beyond, noQuantity, quantityOf, worst } from './asked.ts';
import { authoredSli } from './authored-sli.ts';
import type { AuthoredSli, SliKind } from './kind.ts';
import { measuredSample, measuredText } from './measured.ts';

export interface FreshnessOptions<L extends Labels, U extends Unit> extends AskedOptions {
  /** How far behind something is, or (a gauge named `*_timestamp_seconds`) when it last was up to date. */
  readonly of: Gauge<L, U> | Selection<Gauge<L, U>, ''>;
  /** As far behind as it may be, the bound itself included. */
  readonly under: Quantity<NoInfer<U>>;
  /** Keep the objective apart for each value of these labels. @default []: one objective, and the stalest series speaks for all */
  readonly groupBy?: readonly LabelName<Gauge<NoInfer<L>, U>>[];
}

/**
 * The share of time in which data was fresh: a projection's lag, the age of the last backup. Asked at every evaluation of the SLO; compiles to
 * the recording `slo:sli_bad:state`. Of a gauge named `*_timestamp_seconds` the age is held against `under`: `time()` less the gauge.
 */
export function freshness<L extends Labels = Labels, U extends Unit = Unit>(options: FreshnessOptions<L, U>): AuthoredSli {
  return authoredSli('freshness', options, freshness);
}

interface Settings extends AskedOptions {
  readonly of: Gauge<Labels, Unit> | Selection<Gauge<Labels, Unit>, ''>;
  readonly under: number | string;
  readonly groupBy?: readonly string[];
}

/** Further from now than any bound, in a test that begins at 0. */
const AGES = 1e12;

export const freshnessKind: SliKind<Settings> = {
  type: 'freshness',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: ({ of }) => [of],
  problems: ({ under, missing, groupBy }) => [
    ...(Number(quantityOf(under) ?? -1) < 0
      ? [noQuantity('under', under, "zero or more: '5s', or a number in the unit of the metric")]
      : []),
    ...askedProblems(missing, groupBy),
  ],
  state: (settings, context, site) => {
    const value = measuredText(settings.of, context, site);
    const behind = isTimestamp(settings) ? `time() - ${value}` : value;
    return worst(settings.groupBy ?? [], beyond(behind, '>', quantityOf(settings.under) ?? '0'), settings.missing);
  },
  samples: (settings, context, site) => {
    const bound = Number(quantityOf(settings.under));
    const values = isTimestamp(settings)
      ? { good: AGES, bad: -AGES, behind: bound }
      : { good: bound, bad: bound * 1.5 + Number(bound === 0) };
    return measuredSample(settings.of, settings.groupBy ?? [], values, context, site);
  },
};

function isTimestamp({ of }: Settings): boolean {
  return metricOf(of).name.endsWith('_timestamp_seconds');
}
