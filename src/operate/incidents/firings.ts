import type { Series } from '../servers/answer.ts';
import type { Labels } from './incident.ts';

/** One alert that fired without a break. Milliseconds. */
export interface Firing {
  readonly labels: Labels;
  readonly fromMs: number;
  /** undefined while it fires. */
  readonly toMs: number | undefined;
}

/** Bookkeeping of Prometheus, which Alertmanager never sees. */
const OWN = new Set(['__name__', 'alertstate']);

/** When each alert fired, by the steps at which `ALERTS` had a sample. One at the last step fires still. */
export function firingsOf(series: readonly Series[], span: { readonly toMs: number; readonly stepMs: number }): Firing[] {
  return series.flatMap(({ labels, points }) => {
    const own = Object.fromEntries(Object.entries(labels).filter(([name]) => !OWN.has(name)));
    return runsOf(
      points.map(([at]) => at * 1000),
      span.stepMs,
    ).map(([fromMs, lastMs]) => ({
      labels: own,
      fromMs,
      toMs: lastMs + span.stepMs > span.toMs ? undefined : lastMs + span.stepMs,
    }));
  });
}

function runsOf(times: readonly number[], stepMs: number): [number, number][] {
  const runs: [number, number][] = [];
  for (const at of times) {
    const last = runs.at(-1);
    if (last && at - last[1] < stepMs * 1.5) last[1] = at;
    else runs.push([at, at]);
  }
  return runs;
}
