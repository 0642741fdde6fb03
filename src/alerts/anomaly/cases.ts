import type { AlertCase, CaseSeries } from '../../model/alert-case.ts';
import type { Feed, Leaf } from '../feed-shape.ts';
import type { Normal } from './method.ts';
import type { Direction, Least } from './odd.ts';

export interface CaseInput {
  readonly feed: Feed | undefined;
  readonly normals: readonly Normal[];
  readonly direction: Direction;
  readonly least: Least;
  readonly forMs: number;
}

/** A series about a level, and what becomes of it at a moment. */
interface Play {
  readonly leaf: Leaf;
  readonly everyMs: number;
  /** How long a rate takes to follow. */
  readonly slopeMs: number;
  readonly level: number;
  /** How far above or below the level, by chance. */
  readonly wobble: number;
  readonly margins: readonly number[];
  /** When there is enough history. */
  readonly knownMs: number;
}

const MINUTE = 60_000;
/** Below the five minutes for which Prometheus looks back. */
const COARSE_MS = 4 * MINUTE;
const FINE_UNTIL_MS = 10 * 60 * MINUTE;
const MOST_EVALUATIONS = 8000;
/** Beyond these only whether it fires, and within what it does not. */
const MANY_EVALUATIONS = 2000;
const LEVEL = 100;
/** So many samples tell how far a series wobbles. */
const SAMPLES = 12;
const CLEARLY_ODD = 1.5;
const CLEARLY_NORMAL = 0.6;
const MEAN_MOVES = 0.45;

/** That it fires when the measurement leaves what is normal, on the right side and no sooner than there is history, and not within it. */
export function anomalyCases(input: CaseInput): AlertCase[] {
  const play = playOf(input);
  if (!play) return [];
  const { everyMs, slopeMs, level, margins, knownMs } = play;
  const { direction, forMs, normals } = input;
  const side = direction === 'drop' ? -1 : 1;
  const odd = level + side * CLEARLY_ODD * Math.max(...margins);
  const other = level - side * CLEARLY_ODD * Math.max(...margins);
  const normal = level + side * CLEARLY_NORMAL * Math.min(...margins);
  const lastsMs = knownMs + slopeMs + 10 * everyMs;
  const quiet = (name: string, value: number, fromMs: number, untilMs = lastsMs): AlertCase => {
    return { name, everyMs, series: [seriesOf(play, value, fromMs)], holds: undefined, lastsMs: untilMs };
  };
  const lagMs = Math.max(...normals.map(({ proof }) => proof.lagMs));
  const staysOdd = Math.min(...normals.map(({ proof }) => proof.lastsMs)) >= forMs + slopeMs;
  // a mean that moves with the change is not beyond the margin before about half of it is new
  const fires = { fromMs: knownMs + MEAN_MOVES * lagMs, byMs: knownMs + lagMs + slopeMs };
  const firstKnownMs = Math.min(...normals.map(({ historyMs }) => historyMs)) * 0.9;
  const cases = [
    ...(staysOdd && isPossible(odd, input.feed)
      ? [{ name: `fires on a ${side > 0 ? 'rise' : 'drop'}`, everyMs, series: [seriesOf(play, odd, knownMs)], holds: fires }]
      : []),
    quiet('stays quiet within what is normal', normal, knownMs),
    ...(firstKnownMs > 4 * everyMs + forMs
      ? [quiet('stays quiet until there is history', odd, firstKnownMs / 2, firstKnownMs - forMs - 2 * everyMs)]
      : []),
    ...(direction === 'both' || !isPossible(other, input.feed)
      ? []
      : [quiet(`stays quiet on a ${side > 0 ? 'drop' : 'rise'}`, other, knownMs)]),
    { ...quiet('stays quiet while nothing changes', level, 0), series: [seriesOf({ ...play, wobble: 0 }, level / 1000, 0)] },
  ];
  return knownMs / everyMs > MANY_EVALUATIONS ? cases.slice(0, 2) : cases;
}

/** Undefined where nobody can tell which series to show, or where it would take too long. */
function playOf({ feed, normals, least, forMs }: CaseInput): Play | undefined {
  const [leaf] = feed?.leaves ?? [];
  const [window] = feed?.windows ?? [];
  if (!feed || !leaf || feed.leaves.length > 1 || feed.windows.length > 1 || (window && window.follows !== 'slope'))
    return undefined;
  const slopeMs = window?.ms ?? 0;
  const historyMs = Math.max(...normals.map((one) => one.historyMs)) + slopeMs;
  const everyMs = stepOf(historyMs, slopeMs);
  if ((historyMs + forMs) / everyMs > MOST_EVALUATIONS || everyMs < MINUTE / 2) return undefined;
  const level = Math.min(LEVEL * scaleOf(least), Number.isFinite(feed.max) ? feed.max / 2 : Number.POSITIVE_INFINITY);
  const wobble = wobbleOf(normals, level, least, everyMs, slopeMs);
  const margins = normals.map(({ proof }) => marginOf(proof, level, wobble, least));
  if (margins.some((one) => one <= 0) || level <= 0) return undefined;
  const knownMs = Math.ceil(historyMs / everyMs + 4) * everyMs;
  return { leaf, everyMs, slopeMs, level, wobble, margins, knownMs };
}

/** A rate needs two samples in its window. */
function stepOf(historyMs: number, slopeMs: number): number {
  const step = historyMs > FINE_UNTIL_MS ? COARSE_MS : MINUTE;
  return slopeMs === 0 ? step : Math.min(step, Math.floor(slopeMs / 2 / MINUTE) * MINUTE || Math.floor(slopeMs / 2));
}

function scaleOf({ change }: Least): number {
  return change === undefined ? 1 : Math.max(1, Number(change) / 10);
}

/** Such that twice the least change is normal; none where a method sees too few samples to learn it, or a rate would smooth it. */
function wobbleOf(normals: readonly Normal[], level: number, { share }: Least, everyMs: number, slopeMs: number): number {
  const factors = normals.flatMap(({ proof }) => proof.deviations ?? []);
  const seen = normals.every(({ proof }) => proof.learnsMs / everyMs >= SAMPLES);
  if (!seen || slopeMs > 0 || factors.length < normals.length) return 0;
  return (2 * Math.max(Number(share), 0.05) * level) / Math.min(...factors);
}

function marginOf({ deviations = 0, share = 0 }: Normal['proof'], level: number, wobble: number, least: Least): number {
  return Math.max(deviations * wobble, share * level, Number(least.share) * level, Number(least.change ?? 0));
}

function isPossible(value: number, feed: Feed | undefined): boolean {
  return value >= 0 && value <= (feed?.max ?? 0);
}

/** About its level, and from a moment on a value that stays. */
function seriesOf({ leaf, everyMs, level, wobble }: Play, value: number, fromMs: number): CaseSeries {
  const shows = (ms: number) => leaf.back(ms >= fromMs ? value : level + wobble * signAt(ms / everyMs));
  if (!leaf.counter) return { series: leaf.series, at: (ms) => tidy(shows(ms)) };
  const [slow, fast] = [leaf.back(level), leaf.back(value)];
  return {
    series: leaf.series,
    at: (ms) => Math.round((Math.min(ms, fromMs) * slow + Math.max(0, ms - fromMs) * fast) / 1000),
  };
}

/** 1 or -1, as a coin would fall; the same on every machine. */
function signAt(index: number): number {
  const mixed = Math.imul(index + 1, 0x9e3779b1);
  return ((mixed ^ (mixed >>> 15)) >>> 7) & 1 ? 1 : -1;
}

function tidy(value: number): number {
  return Number(value.toPrecision(9));
}
