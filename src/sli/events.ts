import type { AnyCounter, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import { authoredSli, orZero, ratesOf, sumBy } from './authored-sli.ts';
import type { AuthoredSli, SliKind } from './kind.ts';
import { sampleSeries } from './sample.ts';

interface Common {
  /** Every event that counts. */
  readonly total: Of<AnyCounter>;
  /** Keep the objective apart for each value of these labels. @default []: one objective for all */
  readonly groupBy?: readonly string[];
}
export type EventsOptions =
  | (Common & { readonly bad: Of<AnyCounter>; readonly good?: never })
  | (Common & { readonly good: Of<AnyCounter>; readonly bad?: never });

/**
 * Good and bad events of counters: the share of `total` that is not `bad` (or that is `good`).
 * A `bad` counter that was never created counts as zero errors. Compiles to the recordings `slo:sli_total:rate5m` and `slo:sli_bad:rate5m`.
 */
export function events(options: EventsOptions): AuthoredSli {
  return authoredSli('events', options, events);
}

export const eventsKind: SliKind<EventsOptions> = {
  type: 'events',
  groupBy: ({ groupBy = [] }) => groupBy,
  problems: ({ total, bad, good }) =>
    total === (bad ?? good)
      ? [
          {
            code: 'slo/total-equals-part',
            message: 'Every event would be bad: `total` and the other side are the same series.',
            fix: 'choose a part of it: `total.where({ … })`',
          },
        ]
      : [],
  series: (settings, window, context, site) => {
    const by = settings.groupBy ?? [];
    const witness = context.selector(settings.total, site);
    const rateOf = (of: Of<AnyCounter>) => sumBy(by, ratesOf(context.selector(of, site), witness, window));
    const total = rateOf(settings.total);
    if (settings.bad !== undefined) return { total, bad: rateOf(settings.bad) };
    return { total, bad: `clamp_min(${total} - (${orZero(by, rateOf(settings.good), total)}), 0)` };
  },
  samples: (settings, context, site) => {
    const part = settings.bad ?? settings.good;
    const total = context.selector(settings.total, site);
    const chosen = context.selector(part, site);
    const [perGood, perBad] = settings.bad === undefined ? [1, 0] : [0, 1];
    const partSample = { series: sampleSeries(part, chosen), perGood, perBad };
    if (metricOf(settings.total) !== metricOf(part))
      return [{ series: sampleSeries(settings.total, total), perGood: 1, perBad: 1 }, partSample];
    return [{ series: sampleSeries(settings.total, total, chosen), perGood: 1 - perGood, perBad: 1 - perBad }, partSample];
  },
};
