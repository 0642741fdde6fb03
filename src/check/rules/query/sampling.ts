import { rememberedBy } from '../../../kernel/remembered.ts';
import { isAlertRule } from '../../../model/alert.ts';
import type { Derived } from '../../../model/derived.ts';
import { scrapeMsOf } from '../../../model/scrape-interval.ts';
import type { MatrixSelector, Subquery } from '../../../query/promql/tree.ts';
import { evaluationsAt, groupsOf } from '../../evaluations.ts';
import type { AnalysedQuery } from '../../queries.ts';
import { useOf } from './parts.ts';

/** How often the series of a range get a sample, where they get them least often. */
export interface Sampling {
  readonly everyMs: number;
  readonly how: 'scraped' | 'recorded' | 'evaluated';
}

type Samplings = (range: MatrixSelector | Subquery, query: AnalysedQuery) => Sampling | undefined;

/** A function that tells how the series of a range are sampled; undefined where nobody declares it. */
export const samplings = rememberedBy(groupsOf, (derived: Derived): Samplings => {
  const jobs = new Map(derived.estate.services.map((service) => [service.job, scrapeMsOf(service, derived.estate)]));
  const recorded = recordingIntervals(derived);
  return (range, query) => {
    if (range.kind === 'subquery') {
      const { step } = range;
      return step && 'ms' in step ? { everyMs: step.ms, how: 'evaluated' } : undefined;
    }
    const use = useOf(query, range.selector);
    const recordedMs = recorded.get(use?.seriesName ?? '');
    if (recordedMs !== undefined) return { everyMs: recordedMs, how: 'recorded' };
    const known = (use?.metric?.jobs ?? []).flatMap((job) => jobs.get(job) ?? []);
    return known.length === 0 ? undefined : { everyMs: Math.max(...known), how: 'scraped' };
  };
});

/** By name: of an environment that evaluates it least often. */
function recordingIntervals({ estate, groups }: Derived): ReadonlyMap<string, number> {
  const intervals = new Map<string, number>();
  for (const { rules, intervalMs } of groups) {
    const evaluations = evaluationsAt(intervalMs, estate).map((one) => one.intervalMs);
    if (evaluations.length === 0) continue;
    for (const rule of rules) if (!isAlertRule(rule)) intervals.set(rule.record, Math.max(...evaluations));
  }
  return intervals;
}
