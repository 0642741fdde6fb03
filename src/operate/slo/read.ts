import { type ReportAnswers, type ReportQueries, reportOf, reportQueries, type SloReport } from '../../check/slo/report.ts';
import { CALENDAR_START, increases } from '../../derive/slo/names.ts';
import { overStretches } from '../../derive/slo/stretches.ts';
import { stretchMs } from '../../derive/slo/timing.ts';
import { type Slo, sloKey, sloSelector } from '../../model/slo.ts';
import { aFewAtATime } from '../../targets/a-few-at-a-time.ts';
import type { Sample } from '../servers/answer.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import type { TrendClass } from '../statistics/trend.ts';
import { sliTrend } from './sli-trend.ts';

const HOUR_MS = 3_600_000;
/** From here on a period counts as measured: a restart of Prometheus loses a stretch. */
const WHOLE = 0.99;

export interface SloQuestion {
  readonly slos: readonly Slo[];
  readonly at: Date;
  /** Compliance over this long instead of each objective's own window; milliseconds. */
  readonly periodMs: number | undefined;
  progress(done: number): void;
}

/** What is recorded of one objective; no report where nothing is. */
export interface ReadSlo {
  readonly slo: Slo;
  readonly reports: readonly TrendingReport[];
}

/** With which way the share of failures goes over the hours of the period; undefined: there are too few. */
export interface TrendingReport extends SloReport {
  readonly trend: TrendClass | undefined;
}

/** How long a period must be at least to be read of what is recorded. */
export function shortestPeriodMs(slo: Slo): number {
  return stretchMs(slo);
}

/** The report of each objective, over recorded series; throws `OutsideFailure` where the server has no answer. */
export async function readSlos(prometheus: PrometheusReader, question: SloQuestion): Promise<ReadSlo[]> {
  let done = 0;
  return aFewAtATime(question.slos, async (slo) => {
    const answers = await answersOf(prometheus, slo, question);
    done += 1;
    question.progress(done);
    const asked = question.periodMs === undefined ? slo : { ...slo, windowMs: question.periodMs, calendar: undefined };
    return { slo, reports: reportOf(asked, answers).map((one) => ({ ...one, trend: sliTrend(slo, one, answers) })) };
  });
}

/** The same queries over another period. What was not measured of it is taken to be like what was, as for the window. */
export function periodQueries(slo: Slo, periodMs: number): ReportQueries {
  const series = increases(stretchMs(slo));
  const sum = (name: string) => overStretches(slo, 'sum_over_time', name, periodMs);
  const measured = `${overStretches(slo, 'count_over_time', series.total, periodMs)} * ${stretchMs(slo) / 1000}`;
  const usual = `${sum(series.allowed)} / ${overStretches(slo, 'count_over_time', series.allowed, periodMs)}`;
  const [total, bad, allowed] = [sum(series.total), sum(series.bad), `(${usual} * ${periodMs / stretchMs(slo)})`];
  return { ...reportQueries(slo), total, bad, measured, allowed, remaining: `1 - ${bad} / (${allowed} > 0)` };
}

async function answersOf(prometheus: PrometheusReader, slo: Slo, { at, periodMs }: SloQuestion): Promise<ReportAnswers> {
  const queries = periodMs === undefined ? reportQueries(slo) : periodQueries(slo, periodMs);
  const now = async (query: string) => finite(await prometheus.instant(query, at));
  const beginMs = await beginOf(prometheus, slo, at, periodMs);
  const toMs = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
  // the first hour of the window ends an hour after it begins
  const fromMs = Math.ceil(beginMs / HOUR_MS) * HOUR_MS + HOUR_MS;
  const hours = async (query: string) => {
    if (fromMs > toMs) return [];
    const series = await prometheus.range(query, { from: new Date(fromMs), to: new Date(toMs), stepSeconds: HOUR_MS / 1000 });
    return series.map(({ labels, points }) => ({ labels, points: points.map(([atSeconds, value]) => ({ atSeconds, value })) }));
  };
  const { total, bad, measured, allowed, remaining, burnRate, exhaustion, badByHour, totalByHour } = queries;
  return {
    total: await now(total),
    bad: await now(bad),
    measured: await now(measured),
    allowed: await now(allowed),
    remaining: await now(remaining),
    burnRate: await now(burnRate),
    exhaustion: await now(exhaustion),
    badByHour: await hours(badByHour),
    totalByHour: await hours(totalByHour),
  };
}

/** Where the window begins: a period of the calendar says so itself. */
export async function beginOf(prometheus: PrometheusReader, slo: Slo, at: Date, periodMs: number | undefined): Promise<number> {
  if (slo.calendar && periodMs === undefined) {
    const [start] = await prometheus.instant(`${CALENDAR_START}${sloSelector(slo)}`, at);
    if (start) return start.value * 1000;
  }
  return at.getTime() - (periodMs ?? slo.windowMs);
}

/** An idle period has no ratio. */
function finite(samples: readonly Sample[]): Sample[] {
  return samples.filter(({ value }) => Number.isFinite(value));
}

/** The share of the period that was measured, where that is not all of it. */
export function partMeasured({ measuredSeconds }: SloReport, periodMs: number): number | undefined {
  const share = measuredSeconds === undefined ? 1 : (measuredSeconds * 1000) / periodMs;
  return share < WHOLE ? share : undefined;
}

/** `shop/buy`, with its group where it is kept for several: `shop/buy {region="eu"}`. */
export function nameOfReport(slo: Slo, { group }: Pick<SloReport, 'group'>): string {
  const labels = Object.entries(group).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return labels.length === 0 ? sloKey(slo) : `${sloKey(slo)} {${labels.join(', ')}}`;
}
