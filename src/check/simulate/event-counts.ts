/** Whole events since the beginning: what a counter would show. */
export interface EventCounts {
  total(atMs: number): number;
  bad(atMs: number): number;
}

/** Steady traffic, and in it a stretch with a share of bad events and traffic of its own. */
export interface Course {
  readonly perSecond: number;
  readonly beginsMs: number;
  readonly endsMs: number;
  readonly errorRatio: number;
  readonly times: number;
}

/** Sums of fractions fall just short of whole numbers. */
const NEARLY = 1e-6;

/** Events evenly spread, a bad one as soon as its share has come together; none before the beginning. */
export function eventCounts({ perSecond, beginsMs, endsMs, errorRatio, times }: Course): EventCounts {
  const within = (atMs: number) => Math.min(Math.max(atMs - beginsMs, 0), endsMs - beginsMs) / 1000;
  const whole = (count: number) => Math.floor(count + NEARLY);
  return {
    total: (atMs) => whole(perSecond * (Math.max(atMs, 0) / 1000 + (times - 1) * within(atMs))),
    bad: (atMs) => whole(perSecond * times * errorRatio * within(atMs)),
  };
}
