import { matcherOf } from '../../define/matcher-of.ts';
import { type Work, worksOf } from '../../derive/boards/work.ts';
import type { Service } from '../../model/service.ts';
import type { Slo } from '../../model/slo.ts';
import { aggregate, binary, call, number, range, vector } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { Expr } from '../../query/promql/tree.ts';
import { aFewAtATime } from '../../targets/a-few-at-a-time.ts';
import type { Series } from '../servers/answer.ts';
import type { PrometheusReader, Steps } from '../servers/prometheus.ts';
import { type ReadSlo, readSlos } from '../slo/read.ts';
import { type Measure, measureOf } from './measure.ts';

export interface ReportQuestion {
  readonly services: readonly Service[];
  readonly slos: readonly Slo[];
  readonly from: Date;
  readonly to: Date;
  readonly stepSeconds: number;
  progress(text: string): void;
}

/** An alert that fired in the period, and for how long; minutes, added up over its series. */
export interface FiredAlert {
  readonly alert: string;
  readonly service: string;
  readonly severity: string;
  readonly minutes: number;
}

export interface ReportData {
  readonly from: Date;
  readonly to: Date;
  readonly stepSeconds: number;
  readonly measures: readonly Measure[];
  readonly slos: readonly ReadSlo[];
  readonly alerts: readonly FiredAlert[];
}

/** Everything a report tells, asked of Prometheus; throws `OutsideFailure` where it has no answer. */
export async function gatherReport(prometheus: PrometheusReader, question: ReportQuestion): Promise<ReportData> {
  const { from, progress, services, slos, stepSeconds, to } = question;
  let done = 0;
  const measures = await aFewAtATime(services, async (service) => {
    const found = await measuresOf(prometheus, service, question);
    done += 1;
    progress(`${done} of ${services.length} services …`);
    return found;
  });
  const periodMs = to.getTime() - from.getTime();
  const read = await readSlos(prometheus, {
    slos,
    at: to,
    periodMs,
    progress: (number) => progress(`${number} of ${slos.length} objectives …`),
  });
  const alerts = await firedAlerts(prometheus, question);
  return { from, to, stepSeconds, measures: measures.flat(), slos: read, alerts };
}

async function measuresOf(prometheus: PrometheusReader, service: Service, question: ReportQuestion): Promise<Measure[]> {
  const { slos } = question;
  const work = worksOf(service, slos)[0];
  const up = service.scrape ? [await upOf(prometheus, service, question)] : [];
  const measures = [...(work ? await workOf(prometheus, work, question) : []), ...up];
  // of what nobody ever measured there is nothing to tell
  return measures.filter(({ overall }) => overall !== undefined);
}

async function workOf(prometheus: PrometheusReader, work: Work, question: ReportQuestion): Promise<Measure[]> {
  const { duration, service } = work;
  const total = selection(work.metric.name, work.total.match);
  const bad = selection(work.bad.of.name, work.bad.match);
  const sum = (of: typeof total) => (seconds: number) =>
    aggregate('sum', { by: [] }, call('increase', range(of, seconds * 1000)));
  const [requests, failed] = [await asked(prometheus, sum(total), question), await asked(prometheus, sum(bad), question)];
  const ratio = (count: number | undefined, of: number | undefined) =>
    of === undefined || of === 0 ? undefined : (count ?? 0) / of;
  const measures = [
    measureOf({ service: service.name, name: 'requests', ...requests }),
    measureOf({
      service: service.name,
      name: 'error ratio',
      overall: ratio(failed.overall, requests.overall),
      values: requests.values.map((value, at) => ratio(failed.values[at], value)),
    }),
  ];
  if (!duration) return measures;
  const buckets = selection(`${duration.of.name}_bucket`, duration.match);
  const p95 = (seconds: number) =>
    call(
      'histogram_quantile',
      number('0.95'),
      aggregate('sum', { by: ['le'] }, call('increase', range(buckets, seconds * 1000))),
    );
  return [...measures, measureOf({ service: service.name, name: 'p95 duration', ...(await asked(prometheus, p95, question)) })];
}

async function upOf(prometheus: PrometheusReader, { job, name }: Service, question: ReportQuestion): Promise<Measure> {
  const up = vector('up', { job });
  const over = (how: string, seconds: number) => aggregate('sum', { by: [] }, call(how, range(up, seconds * 1000)));
  const share = (seconds: number) => binary(over('sum_over_time', seconds), '/', over('count_over_time', seconds));
  return measureOf({ service: name, name: 'targets up', ...(await asked(prometheus, share, question)) });
}

interface Told {
  readonly overall: number | undefined;
  readonly values: readonly (number | undefined)[];
}

/** The same of the whole period and of each slice; slices end where the period does and do not overlap. */
async function asked(
  prometheus: PrometheusReader,
  query: (seconds: number) => Expr,
  { from, stepSeconds, to }: ReportQuestion,
): Promise<Told> {
  const seconds = Math.round((to.getTime() - from.getTime()) / 1000);
  const [whole] = await prometheus.instant(printPromql(query(seconds)), to);
  const count = Math.floor(seconds / stepSeconds);
  const steps: Steps = { from: new Date(to.getTime() - (count - 1) * stepSeconds * 1000), to, stepSeconds };
  const [series] = await prometheus.range(printPromql(query(stepSeconds)), steps);
  return { overall: finite(whole?.value), values: valuesOf(series, steps, count) };
}

function valuesOf(series: Series | undefined, { from, stepSeconds }: Steps, count: number): (number | undefined)[] {
  const at = new Map(
    series?.points.map(([seconds, value]) => [Math.round((seconds - from.getTime() / 1000) / stepSeconds), value]),
  );
  return Array.from({ length: count }, (_, index) => finite(at.get(index)));
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** How long alerts fired, a minute at a time, as a rule evaluates. */
async function firedAlerts(prometheus: PrometheusReader, { from, services, to }: ReportQuestion): Promise<FiredAlert[]> {
  const minutes = Math.max(1, Math.round((to.getTime() - from.getTime()) / 60_000));
  const query = `sum by (alertname, service, severity) (count_over_time(ALERTS{alertstate="firing"}[${minutes}m:1m]))`;
  const found = await prometheus.instant(query, to);
  const names = new Set(services.map(({ name }) => name));
  return found
    .map(({ labels, value }) => ({
      alert: labels['alertname'] ?? '',
      service: labels['service'] ?? '',
      severity: labels['severity'] ?? '',
      minutes: value,
    }))
    .filter(({ minutes, service }) => Number.isFinite(minutes) && (service === '' || names.has(service)))
    .sort((a, b) => b.minutes - a.minutes || (a.alert < b.alert ? -1 : 1));
}

function selection(name: string, match: Readonly<Record<string, unknown>>) {
  return vector(
    name,
    Object.entries(match).map(([label, value]) => matcherOf(label, value)),
  );
}
