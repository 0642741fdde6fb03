import { printDuration } from '../kernel/duration.ts';
import { grouped } from '../kernel/grouped.ts';
import type { DefinedAlert } from '../model/alert.ts';
import type { AlertCase, Holds } from '../model/alert-case.ts';
import type { Estate } from '../model/estate.ts';
import type { ExpectedValues, RuleTest, TestSource } from '../model/rule-test.ts';
import { sampleValues } from './sample-values.ts';
import { counted } from './slo/test-case.ts';

const EVERY_MS = 30_000;

/** What promtool proves about the alerts an author wrote: each fires no sooner and no later than it should, ends, and stays quiet otherwise. */
export function alertTests({ alerts }: Estate): TestSource[] {
  const tested = alerts.filter(({ query, cases }) => query.engine === 'prometheus' && cases.length > 0);
  const byService = grouped(tested, ({ service }) => service.name);
  return [...byService].map(([scope, list]) => ({
    scope,
    make: () => list.flatMap((alert) => alert.cases.map((one) => testOf(alert, one))),
  }));
}

function testOf(alert: DefinedAlert, one: AlertCase): RuleTest {
  const intervalMs = one.everyMs ?? EVERY_MS;
  const values = one.holds ? holding(alert, one.holds, intervalMs, one.firing ?? 1) : [neverFired(alert, one, intervalMs)];
  const lastMs = Math.max(...values.map(({ evalMs }) => evalMs));
  return {
    name: `${alert.service.name}/${alert.name} (${alert.severity}): ${one.name}`,
    scope: alert.service.name,
    intervalMs,
    series: () => one.series.map(({ series, at }) => ({ series, values: sampleValues(at, lastMs, intervalMs) })),
    alerts: [],
    values: () => values,
  };
}

/** Around each moment at which it should begin or end: an evaluation sooner it has not. */
function holding(alert: DefinedAlert, holds: Holds, everyMs: number, firing: number): ExpectedValues[] {
  const { fromMs, byMs = fromMs, endsMs } = holds;
  const up = (ms: number) => Math.ceil(ms / everyMs) * everyMs;
  const fires = up(byMs + alert.forMs);
  const sooner = up(fromMs + alert.forMs) - everyMs;
  const begins = [...(sooner < 0 ? [] : [asked(alert, sooner, 0)]), asked(alert, fires, firing)];
  if (endsMs === undefined) return begins;
  const ends = up(up(endsMs) + alert.keepFiringForMs);
  return [...begins, asked(alert, ends - everyMs, firing), asked(alert, ends, 0)];
}

/** At no evaluation, rather than at the last one alone. */
function neverFired(alert: DefinedAlert, { lastsMs = 0, warmMs = 0 }: AlertCase, everyMs: number): ExpectedValues {
  const evalMs = Math.ceil((lastsMs + alert.forMs) / everyMs + 1) * everyMs;
  return counted(`last_over_time(${firingSeries(alert)}[${printDuration(evalMs - warmMs)}])`, evalMs, 0);
}

function asked(alert: DefinedAlert, evalMs: number, firing: number): ExpectedValues {
  return counted(firingSeries(alert), evalMs, firing);
}

function firingSeries({ name, service, severity }: DefinedAlert): string {
  const labels = { alertname: name, service: service.name, severity, alertstate: 'firing' };
  return `ALERTS{${Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`)}}`;
}
