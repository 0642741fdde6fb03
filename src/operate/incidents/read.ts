import type { AlertmanagerReader } from '../alerts/alertmanager.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import { assembleIncidents } from './assemble.ts';
import { firingsOf } from './firings.ts';
import type { Incident, Labels } from './incident.ts';

/** Prometheus gives 11,000 points of a series at most. https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries */
export const MOST_STEPS = 10_000;

export interface IncidentQuestion {
  readonly now: Date;
  readonly sinceMs: number;
  /** Whole seconds, a `MOST_STEPS`th of the span at least; undefined: 15, more where the span is too long for that. */
  readonly stepSeconds: number | undefined;
  /** Firing again within it is the same incident. */
  readonly quietMs: number;
  /** What the server adds to every alert it sends; its own series lack it. */
  readonly external: Labels;
  groupOf(labels: Labels): Labels;
}

/** The incidents Prometheus remembers, with what Alertmanager's silences say of them. */
export async function readIncidents(
  prometheus: PrometheusReader,
  alertmanager: AlertmanagerReader | undefined,
  { now, sinceMs, stepSeconds, quietMs, external, groupOf }: IncidentQuestion,
): Promise<Incident[]> {
  const step = stepSeconds ?? Math.max(15, Math.ceil(sinceMs / 1000 / MOST_STEPS));
  // whole steps since the epoch, so that the same incident begins at the same step whenever it is asked for
  const toMs = Math.floor(now.getTime() / 1000 / step) * step * 1000;
  const fromMs = Math.floor((now.getTime() - sinceMs) / 1000 / step) * step * 1000;
  const series = await prometheus.range('ALERTS{alertstate="firing"}', {
    from: new Date(fromMs),
    to: new Date(toMs),
    stepSeconds: step,
  });
  const firings = firingsOf(series, { toMs, stepMs: step * 1000 }).map((one) => ({
    ...one,
    labels: { ...external, ...one.labels },
  }));
  const silences = alertmanager ? await alertmanager.silences() : [];
  return assembleIncidents({ firings, silences, groupOf, fromMs, quietMs });
}
