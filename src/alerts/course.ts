import type { CaseSeries, Holds } from '../model/alert-case.ts';
import type { Feed, FeedWindow } from './feed-shape.ts';

/** A value that is one, then another, then the first again. */
export interface Course {
  readonly before: number;
  readonly after: number;
  readonly fromMs: number;
  readonly endsMs: number;
}

const DAY_S = 86_400;

/** The series under which an expression takes that course. */
export function seriesOf({ leaves }: Feed, course: Course): CaseSeries[] {
  return leaves.map(({ series, counter, back }) => {
    const [before, after] = [tidy(back(course.before)), tidy(back(course.after))];
    const { fromMs, endsMs } = course;
    if (!counter) return { series, at: (ms) => (ms >= fromMs && ms < endsMs ? after : before) };
    const slow = (ms: number) => ms - fast(ms);
    const fast = (ms: number) => Math.max(0, Math.min(ms, endsMs) - fromMs);
    // it has counted for long: Prometheus takes a counter near zero for a new one, and its slope for less
    const old = Math.max(before, after) * DAY_S;
    return { series, at: (ms) => tidy(old + (slow(ms) * before + fast(ms) * after) / 1000) };
  });
}

/**
 * When the expression is beyond a bound that its second value is only just beyond: once a mean or a slope sees nothing of the first.
 * `up`: it fires above the bound.
 */
export function holdsOf({ windows }: Feed, { fromMs, endsMs }: Course, up: boolean, everyMs: number): Holds {
  const begins = windows.map((one) => lag(one, up, everyMs).begins);
  const ends = windows.map((one) => lag(one, up, everyMs).ends);
  return { fromMs: fromMs + sum(begins), endsMs: endsMs + sum(ends) };
}

/** Of a window, how much later than what it looks at. */
function lag(
  { follows, ms, rises }: FeedWindow,
  up: boolean,
  everyMs: number,
): { readonly begins: number; readonly ends: number } {
  const whole = ms - everyMs;
  if (follows === 'slope') return { begins: whole, ends: everyMs };
  if (follows === 'mean') return { begins: whole, ends: 0 };
  const quick = (follows === 'max') === (rises === up);
  return quick ? { begins: 0, ends: whole } : { begins: whole, ends: 0 };
}

/** Float noise left off. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function sum(list: readonly number[]): number {
  return list.reduce((total, one) => total + one, 0);
}
