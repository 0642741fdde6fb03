import { groupOf, reportQueries, type SloReport } from '../../check/slo/report.ts';
import { stretchMs } from '../../derive/slo/timing.ts';
import type { Slo } from '../../model/slo.ts';
import type { Series } from '../servers/answer.ts';
import type { PrometheusReader, Steps } from '../servers/prometheus.ts';
import { beginOf, periodQueries } from './read.ts';

/** The share of the budget that was left at each step of the period, as its rules have recorded it. */
export interface BudgetOverTime extends Steps {
  readonly groups: readonly { readonly group: SloReport['group']; readonly points: Series['points'] }[];
}

interface BudgetQuestion {
  readonly at: Date;
  /** Milliseconds; undefined: the objective's own. */
  readonly periodMs: number | undefined;
  /** Steps at most. */
  readonly steps: number;
}

/** Of one objective; throws `OutsideFailure` where the server has no answer. */
export async function readBudget(prometheus: PrometheusReader, slo: Slo, question: BudgetQuestion): Promise<BudgetOverTime> {
  const { at, periodMs } = question;
  const { remaining } = periodMs === undefined ? reportQueries(slo) : periodQueries(slo, periodMs);
  const beginMs = await beginOf(prometheus, slo, at, periodMs);
  // finer than a stretch nothing is counted
  const stepSeconds = Math.ceil(Math.max((at.getTime() - beginMs) / question.steps, stretchMs(slo)) / 1000);
  const count = Math.floor((at.getTime() - beginMs) / 1000 / stepSeconds);
  const steps = { from: new Date(at.getTime() - count * stepSeconds * 1000), to: at, stepSeconds };
  const series = await prometheus.range(remaining, steps);
  return { ...steps, groups: series.map(({ labels, points }) => ({ group: groupOf(slo, labels), points })) };
}
