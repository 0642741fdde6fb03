import { rememberedBy } from '../../../kernel/remembered.ts';
import { type AlertRule, isAlertRule, type RecordingRule } from '../../../model/alert.ts';
import type { Derived } from '../../../model/derived.ts';
import { scrapeMsOf } from '../../../model/scrape-interval.ts';
import type { MatrixSelector, Subquery } from '../../../query/promql/tree.ts';
import { evaluationsOf, groupsOf } from '../../evaluations.ts';
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

function recordingIntervals(derived: Derived): ReadonlyMap<string, number> {
  const evaluations = evaluationsOf(derived);
  const slowest = (rule: AlertRule | RecordingRule) => Math.max(...evaluations(rule).map(({ intervalMs }) => intervalMs));
  const rules = derived.groups.flatMap((group) => group.rules);
  return new Map(
    rules.flatMap((rule) => (!isAlertRule(rule) && evaluations(rule).length > 0 ? [[rule.record, slowest(rule)] as const] : [])),
  );
}
