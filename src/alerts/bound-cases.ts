import type { AlertCase } from '../model/alert-case.ts';
import { holdsOf, seriesOf } from './course.ts';
import type { Feed } from './feed-shape.ts';

export type Operator = '>' | '<' | '>=' | '<=' | '==' | '!=';

const EVERY_MS = 30_000;
/** How far from the bound a value is that is only just beyond it, beside one that is clearly not. */
const JUST = 1e-5;

/** That an alert fires when what it measures passes a bound, once its windows have seen enough of it, and not at the bound. */
export function boundCases(feed: Feed | undefined, operator: Operator, bound: number, forMs: number, what: string): AlertCase[] {
  if (!feed || !Number.isFinite(bound) || !fits(feed)) return [];
  const far = Math.abs(bound) || 1;
  const up = operator === '>' || operator === '>=';
  const side = up ? 1 : -1;
  const inside = feed.exact && operator !== '>' && operator !== '<' && operator !== '!=' ? bound : bound + side * far * JUST;
  const after = operator === '!=' ? bound + far : inside;
  const before = operator === '!=' ? bound : operator === '==' ? bound + far : limited(bound - side * far, feed);
  const strict = operator === '>' || operator === '<' || operator === '!=';
  const edge = strict && feed.exact ? bound : operator === '==' ? bound + far : bound - side * far * JUST;
  if ((operator === '==' || operator === '!=') && !(feed.exact && feed.windows.length === 0)) return [];
  const spanMs = feed.windows.reduce((sum, { ms }) => sum + ms, 0);
  const fromMs = spanMs + 4 * EVERY_MS;
  const course = { before, after, fromMs, endsMs: fromMs + spanMs + forMs + 4 * EVERY_MS };
  const quiet = { before: limited(edge, feed), after: limited(edge, feed), fromMs: 0, endsMs: 0 };
  const holds = holdsOf(feed, course, up, EVERY_MS);
  // where nothing is further from the bound than it, a window notices the first sample beyond
  const loose = before === bound && feed.windows.length > 0 ? { fromMs, byMs: holds.fromMs } : holds;
  const fires = { name: `fires ${what}`, series: seriesOf(feed, course), holds: loose };
  return [
    ...(limited(after, feed) === after ? [fires] : []),
    {
      name: `stays quiet just not ${what}`,
      series: seriesOf(feed, quiet),
      holds: undefined,
      warmMs: spanMs,
      lastsMs: 2 * spanMs + 10 * EVERY_MS,
    },
  ];
}

/** Windows of whole evaluations, so long that a slope has two samples, and no longer than is cheap to play through. */
function fits({ windows }: Feed): boolean {
  const long = windows.reduce((sum, { ms }) => sum + ms, 0) > 2 * 86_400_000;
  return !long && windows.every(({ ms }) => ms >= 2 * EVERY_MS && ms % EVERY_MS === 0);
}

function limited(value: number, { min, max }: Feed): number {
  return Math.min(max, Math.max(min, value));
}
