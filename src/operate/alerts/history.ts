import { vector } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import { type Firing, firingsOf } from '../incidents/firings.ts';
import { MOST_STEPS } from '../incidents/read.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';

export interface HistoryFilter {
  readonly alert: string | undefined;
  readonly service: string | undefined;
  readonly severity: string | undefined;
}

const CLOSE_SECONDS = 15;

/** Every time an alert fired without a break, the latest first; times are to 15 s, or a `MOST_STEPS`th of the span. */
export async function alertHistory(
  prometheus: PrometheusReader,
  { from, to }: { readonly from: Date; readonly to: Date },
  { alert, service, severity }: HistoryFilter,
): Promise<Firing[]> {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  const stepSeconds = Math.max(CLOSE_SECONDS, Math.ceil(seconds / MOST_STEPS));
  const wanted = { alertstate: 'firing', alertname: alert, service, severity };
  const matchers = Object.fromEntries(Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const series = await prometheus.range(printPromql(vector('ALERTS', matchers)), { from, to, stepSeconds });
  const firings = firingsOf(series, { toMs: to.getTime(), stepMs: stepSeconds * 1000 });
  return firings.sort((a, b) => b.fromMs - a.fromMs);
}
