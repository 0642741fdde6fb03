import { parseDuration, printDuration } from '../../kernel/duration.ts';
import type { AlertProblem } from '../kind.ts';

const MINUTE = 60_000;
/** Whatever the window, a baseline reads about as many samples of each series. */
const MOST_SAMPLES = 200;
const FEWEST_SAMPLES = 30;
const STEPS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480];
/** The share of the window that must have been measured. */
const ENOUGH = 0.5;
const SKIPPED = 12;

export interface WindowOptions {
  readonly window: string;
  readonly skip?: string;
}

/** A window that ends before now, read at fixed steps so that what it costs and how much of it is there depend on no server's interval. */
export interface Sampled {
  /** `avg_over_time` → `avg_over_time(x[1d:5m] offset 2h)`. */
  over(name: string, ...arguments_: readonly string[]): string;
  /** The condition that enough of it was measured. */
  readonly enough: string;
  readonly historyMs: number;
  readonly windowMs: number;
  readonly skipMs: number;
}

export function sampled(of: string, { window, skip }: WindowOptions): Sampled {
  const windowMs = lengthOf(window);
  const skipMs = skip === undefined ? skippedOf(windowMs) : lengthOf(skip);
  const stepMs = stepOf(windowMs);
  const range = `${of}[${printDuration(windowMs)}:${printDuration(stepMs)}]${skipMs > 0 ? ` offset ${printDuration(skipMs)}` : ''}`;
  const needed = Math.ceil((windowMs / stepMs) * ENOUGH);
  return {
    over: (name, ...before) => `${name}(${[...before, range].join(', ')})`,
    enough: `count_over_time(${range}) >= ${needed}`,
    historyMs: skipMs + windowMs * ENOUGH,
    windowMs,
    skipMs,
  };
}

/** A window in which there is too little to learn from. */
export function* windowProblems(field: string, { window, skip }: WindowOptions): Generator<AlertProblem> {
  const windowMs = lengthOf(window);
  if (windowMs < FEWEST_SAMPLES * MINUTE) {
    yield {
      code: 'alert/short-history',
      message: `\`${field}\` is ${window}: fewer than ${FEWEST_SAMPLES} samples a minute apart say little about what is normal.`,
      fix: `take ${printDuration(FEWEST_SAMPLES * MINUTE)} or more; a day holds all its hours`,
    };
  }
  if (skip !== undefined && lengthOf(skip) >= windowMs) {
    yield {
      code: 'alert/short-history',
      message: `\`skip\` is ${skip}, as long as what is learnt from, ${window}.`,
      fix: 'leave `skip` out: a twelfth of the window',
    };
  }
}

export function lengthOf(text: string): number {
  return parseDuration(text) ?? 0;
}

/** A twelfth, in whole minutes: an incident must not raise its own bar. */
function skippedOf(windowMs: number): number {
  return Math.max(1, Math.round(windowMs / SKIPPED / MINUTE)) * MINUTE;
}

function stepOf(windowMs: number): number {
  const fits = STEPS_MINUTES.find((minutes) => windowMs / (minutes * MINUTE) <= MOST_SAMPLES);
  return (fits ?? STEPS_MINUTES.at(-1) ?? 1) * MINUTE;
}
