import { deviation, mean } from '../../kernel/moments.ts';
import type { AlertCase, CaseSeries } from '../../model/alert-case.ts';
import type { Feed, Leaf } from '../feed-shape.ts';
import { type Shape, similarityOf } from './shape.ts';

const MINUTE = 60_000;
const MOST_EVALUATIONS = 4000;
const CLEARLY = 0.05;

/** That the shape itself fires when all of it was there, and neither a flat line nor the shape upside down. */
export function patternCases(feed: Feed | undefined, shape: Shape, forMs: number): AlertCase[] {
  const [leaf] = feed?.leaves ?? [];
  if (!feed || !leaf || leaf.counter || feed.leaves.length > 1 || feed.windows.length > 0) return [];
  const { points, everyMs } = shape;
  const stepMs = everyMs % (4 * MINUTE) === 0 ? 4 * MINUTE : MINUTE;
  const [beginsMs, lengthMs] = [points.length * everyMs, points.length * everyMs];
  const lastsMs = beginsMs + 2 * lengthMs;
  if (lastsMs / stepMs > MOST_EVALUATIONS) return [];
  const level = Math.min(100, Number.isFinite(feed.max) ? feed.max / 2 : 100);
  const play = { leaf, shape, stepMs, level, beginsMs };
  // the sample at a moment belongs to the point that ends there
  const wholeMs = beginsMs + lengthMs - stepMs;
  const quiet = (name: string, upside: number): AlertCase[] => {
    const series = seriesOf(play, upside);
    const loudest = loudestOf(series, play, lastsMs);
    return loudest > shape.similarity - CLEARLY
      ? []
      : [{ name, everyMs: stepMs, series: [series.shown], holds: undefined, lastsMs }];
  };
  const shown = seriesOf(play, 1);
  const first = firstOf(shown, play, lastsMs);
  const fires: AlertCase = {
    name: 'fires on the shape',
    everyMs: stepMs,
    series: [shown.shown],
    holds: { fromMs: first, byMs: wholeMs },
  };
  return [
    ...(forMs === 0 ? [fires] : []),
    ...quiet('stays quiet on the shape upside down', -1),
    ...quiet('stays quiet on a flat line', 0),
  ];
}

interface Play {
  readonly leaf: Leaf;
  readonly shape: Shape;
  readonly stepMs: number;
  readonly level: number;
  readonly beginsMs: number;
}
interface Series {
  readonly shown: CaseSeries;
  valueAt(ms: number): number;
}

/** The level before and after, and between them the shape, or nothing of it, or its mirror image. */
function seriesOf({ leaf, shape, level, beginsMs }: Play, upside: number): Series {
  const { points, everyMs, leastShare } = shape;
  const size =
    (level * Math.max(0.2, Math.min(0.9, 4 * leastShare))) / Math.max(...points.map((one) => Math.abs(one - mean(points))));
  const valueAt = (ms: number): number => {
    const point = points[Math.floor((ms - beginsMs) / everyMs)];
    return point === undefined ? level : level + upside * size * (point - mean(points));
  };
  return { valueAt, shown: { series: leaf.series, at: (ms) => Number(leaf.back(valueAt(ms)).toPrecision(9)) } };
}

/** As Prometheus will reckon it: undefined where there is too little history. */
function similarityAt(ms: number, { valueAt }: Series, { shape, stepMs }: Play): number {
  const { points, everyMs, leastShare } = shape;
  const samples = Math.round(everyMs / stepMs);
  const means = points.map((_, index) => {
    const end = ms - (points.length - 1 - index) * everyMs;
    return mean(Array.from({ length: samples }, (__, sample) => valueAt(end - sample * stepMs)));
  });
  return deviation(means) > leastShare * Math.abs(mean(means)) ? similarityOf(points, means) : 0;
}

function momentsOf(lastsMs: number, { stepMs, shape }: Play): number[] {
  const fromMs = shape.points.length * shape.everyMs;
  return Array.from({ length: Math.floor((lastsMs - fromMs) / stepMs) }, (_, index) => fromMs + index * stepMs);
}

function loudestOf(series: Series, play: Play, lastsMs: number): number {
  return Math.max(...momentsOf(lastsMs, play).map((ms) => similarityAt(ms, series, play)));
}

/** The first moment at which it comes near. */
function firstOf(series: Series, play: Play, lastsMs: number): number {
  const near = momentsOf(lastsMs, play).find((ms) => similarityAt(ms, series, play) > play.shape.similarity - 1e-3);
  return near ?? lastsMs;
}
