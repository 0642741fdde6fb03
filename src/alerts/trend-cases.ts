import type { AlertCase, CaseSeries } from '../model/alert-case.ts';
import { feedOfText } from './feed.ts';
import type { AlertOptions } from './kind.ts';
import { lineThrough } from './line.ts';
import { forMsOf } from './texts.ts';

interface Past {
  readonly options: AlertOptions;
  readonly fromMs: number;
  readonly samples: number;
  /** Of a recording samples go on for as long as Prometheus looks back. */
  readonly recorded: boolean;
}
interface Reach extends Past {
  readonly bound: number;
  readonly falling: boolean;
  readonly withinMs: number;
}
interface Growth extends Past {
  /** A second; below zero it falls. */
  readonly slope: number;
}
const LOOK_BACK_MS = 300_000;
type At = (ms: number) => number;

/**
 * A value that stays for as long as `from` and then makes for the bound: when it fires is reckoned by the same line. Then one whose way is
 * too long, and one with too few samples.
 */
export function reachCases(promql: string, reach: Reach): AlertCase[] {
  const { bound, falling, fromMs, withinMs, samples, recorded } = reach;
  const everyMs = stepOf(reach);
  const series = leafOf(promql);
  if (!series || everyMs === undefined) return [];
  const few = samples - 1 - (recorded ? Math.ceil(LOOK_BACK_MS / everyMs) : 0);
  const side = falling ? 1 : -1;
  const far = Math.abs(bound) || 1;
  // half of `from` after it begins its own line would tell; the line through the whole past tells later, and no evaluation falls on the moment
  const wayMs = withinMs + fromMs / 2 + everyMs / 2;
  const slope = (-side * far * 1000) / wayMs;
  const to =
    (begins: number, by: number): At =>
    (ms) =>
      bound + side * far + Math.max(0, ms - begins) * by * (slope / 1000);
  const goes = to(fromMs, 1);
  const ahead = (at: At, ms: number) => {
    const line = lineThrough(at, ms, fromMs, everyMs);
    return (line.now + (line.slope * withinMs) / 1000 - bound) * side;
  };
  const lastMs = 2 * fromMs + 3 * withinMs;
  const fires = firstAt(lastMs, everyMs, (ms) => ms >= fromMs && ahead(goes, ms) <= 0);
  const clear =
    fires !== undefined && Math.abs(ahead(goes, fires)) > far * 1e-9 && (goes(fires + forMsOf(reach.options)) - bound) * side > 0;
  const begun = (ms: number) => (ms < few * everyMs ? to(0, wayMs / withinMs)(ms) : undefined);
  return [
    ...(fires !== undefined && clear
      ? [{ name: 'fires on the way there', everyMs, series: series(goes), holds: { fromMs: fires } }]
      : []),
    {
      name: 'stays quiet where it stays',
      everyMs,
      series: series(() => bound + side * far),
      holds: undefined,
      lastsMs: 2 * fromMs,
    },
    ...(samples > 2
      ? [{ name: 'stays quiet with too few samples', everyMs, series: series(begun), holds: undefined, lastsMs: fromMs }]
      : []),
  ];
}

/** A value that stays and then changes just faster than it may; one just slower; one that has only begun. */
export function growthCases(promql: string, growth: Growth): AlertCase[] {
  const { slope, fromMs, samples, recorded } = growth;
  const everyMs = stepOf(growth);
  const series = leafOf(promql);
  if (!series || everyMs === undefined) return [];
  const few = samples - 1 - (recorded ? Math.ceil(LOOK_BACK_MS / everyMs) : 0);
  const base = (Math.abs(slope) * (10 * fromMs + forMsOf(growth.options))) / 500;
  const line =
    (begins: number, by: number): At =>
    (ms) =>
      base + (Math.max(0, ms - begins) * slope * by) / 1000;
  const just = 1 + 1e-5;
  const begun = (ms: number) => (ms < few * everyMs ? line(0, 2)(ms) : undefined);
  return [
    {
      name: 'fires once the whole past grows too fast',
      everyMs,
      series: series(line(fromMs, just)),
      holds: { fromMs: 2 * fromMs - everyMs },
    },
    {
      name: 'stays quiet where it grows just slower',
      everyMs,
      series: series(line(0, 0.999)),
      holds: undefined,
      lastsMs: 2 * fromMs,
    },
    ...(samples > 2
      ? [{ name: 'stays quiet with too few samples', everyMs, series: series(begun), holds: undefined, lastsMs: fromMs }]
      : []),
  ];
}

/** The one series a line can be shown in: a window on the way would bend it. */
function leafOf(promql: string): ((at: (ms: number) => number | undefined) => CaseSeries[]) | undefined {
  const feed = feedOfText(promql);
  const [leaf] = feed?.leaves ?? [];
  if (!feed || !leaf || feed.leaves.length > 1 || leaf.counter || feed.windows.length > 0) return undefined;
  const shown = (value: number | undefined) => (value === undefined ? undefined : Number(leaf.back(value).toPrecision(12)));
  return (at) => [{ series: leaf.series, at: (ms) => shown(at(ms)) }];
}

/** A few hundred evaluations over `from`, of whole half minutes; undefined where that is too few for a line. */
function stepOf({ fromMs, samples }: Past): number | undefined {
  const everyMs = Math.max(1, Math.ceil(fromMs / 240 / 30_000)) * 30_000;
  return fromMs % everyMs === 0 && fromMs / everyMs >= samples ? everyMs : undefined;
}

function firstAt(lastMs: number, everyMs: number, holds: (ms: number) => boolean): number | undefined {
  for (let ms = 0; ms <= lastMs; ms += everyMs) if (holds(ms)) return ms;
  return undefined;
}
