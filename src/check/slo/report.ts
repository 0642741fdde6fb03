import { BURN_RATE, EXHAUSTION, increases, REMAINING } from '../../derive/slo/names.ts';
import { allowedInPeriod, overPeriod, overStretches } from '../../derive/slo/stretches.ts';
import { stretchMs } from '../../derive/slo/timing.ts';
import { toNumber } from '../../kernel/decimal.ts';
import { type Slo, sloSelector } from '../../model/slo.ts';

const HOUR_MS = 3_600_000;
const WORST = 5;
const MINUTE = 60_000;

/** The PromQL a report is made of, all over recorded series. */
export interface ReportQueries {
  readonly total: string;
  readonly bad: string;
  /** How much of the period was counted; seconds. */
  readonly measured: string;
  readonly allowed: string;
  readonly remaining: string;
  readonly burnRate: string;
  readonly exhaustion: string;
  /** Of each hour: for a range query over the window with steps of an hour. */
  readonly badByHour: string;
  readonly totalByHour: string;
}

/** One series of an answer at a moment. */
export interface ReportSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One series of an answer over time. */
export interface ReportSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly { readonly atSeconds: number; readonly value: number }[];
}

/** What a server answered to each query. */
export type ReportAnswers = {
  readonly [Q in keyof ReportQueries]: Q extends 'badByHour' | 'totalByHour' ? readonly ReportSeries[] : readonly ReportSample[];
};

export interface WorstHour {
  /** The end of the hour, seconds since 1970. */
  readonly untilSeconds: number;
  readonly badEvents: number;
  /** undefined where the total was not answered. */
  readonly errorRatio: number | undefined;
  /** The share of the period's budget it spent; undefined where nothing was allowed yet. */
  readonly spent: number | undefined;
}

/** How one group of an objective stands. */
export interface SloReport {
  /** The values of its `groupBy` labels; empty where it is kept for all together. */
  readonly group: Readonly<Record<string, string>>;
  /** The share of good events of what was measured of the period; undefined where there were none. */
  readonly attained: number | undefined;
  /** How much of the period was measured; seconds. */
  readonly measuredSeconds: number | undefined;
  /** undefined where nothing was measured, or less than the objective was attained and the budget of the whole period is not spent. */
  readonly met: boolean | undefined;
  /** The share of the budget that is left; below 0 it is overspent. */
  readonly remaining: number | undefined;
  /** As minutes of full outage at the usual traffic. */
  readonly minutesLeft: number | undefined;
  /** Bad events that may still come. */
  readonly eventsLeft: number | undefined;
  readonly burnRate: number | undefined;
  /** Until it is spent, at the speed of the last hour; undefined while that keeps the objective. */
  readonly exhaustedInSeconds: number | undefined;
  readonly worstHours: readonly WorstHour[];
}

/** What to ask a Prometheus that evaluates the rules of the objective. */
export function reportQueries(slo: Slo): ReportQueries {
  const { total, bad } = increases(stretchMs(slo));
  const where = sloSelector(slo);
  const inPeriod = (series: string) => overPeriod(slo, 'sum_over_time', series);
  const byHour = (series: string) => overStretches(slo, 'sum_over_time', series, HOUR_MS);
  return {
    total: inPeriod(total),
    bad: inPeriod(bad),
    measured: `${overPeriod(slo, 'count_over_time', total)} * ${stretchMs(slo) / 1000}`,
    allowed: allowedInPeriod(slo),
    remaining: `${REMAINING}${where}`,
    burnRate: `${BURN_RATE}${where}`,
    exhaustion: `${EXHAUSTION}${where}`,
    badByHour: byHour(bad),
    totalByHour: byHour(total),
  };
}

/** The report of each group that anything was answered for, in the order of the answers. */
export function reportOf(slo: Slo, answers: ReportAnswers): SloReport[] {
  const groups = new Map<string, Readonly<Record<string, string>>>();
  for (const { labels } of [...answers.remaining, ...answers.total, ...answers.burnRate]) {
    const group = groupOf(slo, labels);
    groups.set(JSON.stringify(group), group);
  }
  return [...groups.values()].map((group) => groupReport(slo, group, answers));
}

function groupReport(slo: Slo, group: SloReport['group'], answers: ReportAnswers): SloReport {
  const find = <S extends { readonly labels: SloReport['group'] }>(list: readonly S[]): S | undefined =>
    list.find(({ labels }) => JSON.stringify(groupOf(slo, labels)) === JSON.stringify(group));
  const value = (list: readonly ReportSample[]) => find(list)?.value;
  const [total, bad, allowed, remaining] = [answers.total, answers.bad, answers.allowed, answers.remaining].map(value);
  const attained = total && bad !== undefined ? 1 - bad / total : undefined;
  return {
    group,
    attained,
    measuredSeconds: value(answers.measured),
    met: isMet(slo, attained, remaining),
    remaining,
    minutesLeft: remaining === undefined ? undefined : (remaining * toNumber(slo.budget) * slo.windowMs) / MINUTE,
    eventsLeft: remaining === undefined || allowed === undefined ? undefined : remaining * allowed,
    burnRate: value(answers.burnRate),
    exhaustedInSeconds: value(answers.exhaustion),
    worstHours: worstHours(find(answers.badByHour), find(answers.totalByHour), allowed),
  };
}

/** A bad start of a long period is not the end of it: while budget is left, nobody can tell. */
function isMet(slo: Slo, attained: number | undefined, remaining: number | undefined): boolean | undefined {
  if (attained === undefined) return undefined;
  if (attained >= toNumber(slo.objective)) return true;
  return remaining !== undefined && remaining > 0 ? undefined : false;
}

/** In one word. */
export function stateOf({ attained, met }: Pick<SloReport, 'attained' | 'met'>): 'met' | 'missed' | 'within budget' | 'no data' {
  if (met !== undefined) return met ? 'met' : 'missed';
  return attained === undefined ? 'no data' : 'within budget';
}

/** The hours with the most bad events, worst first. */
function worstHours(bad: ReportSeries | undefined, total: ReportSeries | undefined, allowed: number | undefined): WorstHour[] {
  const totals = new Map(total?.points.map(({ atSeconds, value }) => [atSeconds, value]));
  return (bad?.points ?? [])
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value || a.atSeconds - b.atSeconds)
    .slice(0, WORST)
    .map(({ atSeconds, value }) => {
      const events = totals.get(atSeconds);
      const errorRatio = events ? value / events : undefined;
      return { untilSeconds: atSeconds, badEvents: value, errorRatio, spent: allowed ? value / allowed : undefined };
    });
}

/** Which of the groups of an objective a series is of. */
export function groupOf({ sli }: Slo, labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries([...sli.groupBy].sort().map((name) => [name, labels[name] ?? '']));
}
