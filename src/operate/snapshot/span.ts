import { parseDuration } from '../../kernel/duration.ts';
import type { Dashboard, Panel } from '../../model/dashboard.ts';
import { ownRange } from '../../preview/own-range.ts';
import type { Grid } from '../../preview/seen.ts';

const DEFAULT_SPAN_MS = 6 * 3_600_000;
/** About as many points as a graph of the preview is wide enough for. */
const POINTS = 150;
/** Steps people can read off an axis. */
const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400];

/** The moments a board is asked about: its own range, or the one that was named, up to now. */
export function gridOf({ settings }: Dashboard, sinceMs: number | undefined, now: Date, scrapeSeconds: number): Grid {
  const spanSeconds = (sinceMs ?? spanOf(settings.from) ?? DEFAULT_SPAN_MS) / 1000;
  return gridOver(spanSeconds, Math.floor(now.getTime() / 1000), scrapeSeconds);
}

/** The moments of a panel with a time range of its own; undefined where it looks at the board's. */
export function ownGrid({ frame }: Panel, { from, points, stepSeconds }: Grid, scrapeSeconds: number): Grid | undefined {
  const own = ownRange(frame);
  const boardSeconds = (points - 1) * stepSeconds;
  return own && gridOver(own.seconds ?? boardSeconds, from + boardSeconds - own.backSeconds, scrapeSeconds);
}

function gridOver(spanSeconds: number, to: number, scrapeSeconds: number): Grid {
  const least = Math.max(spanSeconds / POINTS, scrapeSeconds);
  const stepSeconds = STEPS.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
  const points = Math.max(2, Math.floor(spanSeconds / stepSeconds) + 1);
  return { from: to - (points - 1) * stepSeconds, stepSeconds, points };
}

/** `now-6h`; undefined where it is written otherwise. https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#time-units-and-relative-ranges */
function spanOf(from: string): number | undefined {
  const [, span] = /^now-(\d+[smhdwy])$/.exec(from) ?? [];
  return span === undefined ? undefined : parseDuration(span);
}
