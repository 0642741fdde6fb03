import { ANY_VALUE, type Bounds, between, exactly, interpolated, NOT_NEGATIVE, SHARE, summed, withNan } from './bounds.ts';
import { isShare } from './literals.ts';
import type { Call, Expr } from './tree.ts';
import { knownFacts, type Walk } from './walk.ts';

type Rule = (input: Bounds, call: Call, walk: Walk) => Bounds;

const ENDLESS = Number.POSITIVE_INFINITY;
const NO_CEILING = exactly(ENDLESS);
const NO_FLOOR = exactly(-ENDLESS);

const same: Rule = (input) => input;
const grown: Rule = (input) => risen(input);
const is =
  (bounds: Bounds): Rule =>
  () =>
    bounds;
const rising =
  (f: (value: number) => number): Rule =>
  (input) =>
    mapped(f, input);

/** What each function makes of the bounds of its series; nothing is known of one that is not here. */
const RULES: Readonly<Record<string, Rule>> = {
  ...rules(same, 'sort sort_desc sort_by_label sort_by_label_desc label_replace label_join info vector'),
  ...rules(same, 'last_over_time first_over_time min_over_time max_over_time'),
  avg_over_time: interpolated,
  ...rules(grown, 'rate increase irate'),
  ...rules(is(NOT_NEGATIVE), 'changes resets stddev_over_time stdvar_over_time mad_over_time histogram_count'),
  time: is(between(0, ENDLESS)),
  ...rules(is(NOT_NEGATIVE), 'timestamp start_timestamp'),
  ...rules(is(NOT_NEGATIVE), 'ts_of_max_over_time ts_of_min_over_time ts_of_first_over_time ts_of_last_over_time'),
  ...rules(is(between(1, ENDLESS)), 'count_over_time'),
  ...rules(is(exactly(1)), 'absent absent_over_time present_over_time'),
  ...rules(is(between(-1, 1, true)), 'sin cos tanh'),
  ...rules(is(between(0, Math.PI, true)), 'acos'),
  ...rules(is(between(-Math.PI / 2, Math.PI / 2, true)), 'asin atan'),
  ...rules(rising(Math.ceil), 'ceil'),
  ...rules(rising(Math.floor), 'floor'),
  ...rules(rising(Math.sign), 'sgn'),
  ...rules(rising(Math.exp), 'exp'),
  sqrt: ({ min, max }) => between(Math.sqrt(Math.max(0, min)), max < 0 ? ENDLESS : Math.sqrt(max), true),
  abs: ({ min, max, nan, nonZero }) => ({ ...size(min, max, nan), ...(nonZero ? { nonZero } : {}) }),
  round: (input, { args }) => (args.length === 1 ? mapped(nearestWhole, input) : risen(input)),
  clamp: (input, { args }, walk) => clamped(input, limit(walk, args[1]), limit(walk, args[2])),
  clamp_min: (input, { args }, walk) => clamped(input, limit(walk, args[1]), NO_CEILING),
  clamp_max: (input, { args }, walk) => clamped(input, NO_FLOOR, limit(walk, args[1])),
  sum_over_time: (input) => summed(input, ENDLESS),
  quantile_over_time: (input, { args }) => (isShare(args[0]) ? interpolated(input) : ANY_VALUE),
  scalar: withNan,
  histogram_fraction: is(SHARE),
  pi: is(exactly(Math.PI)),
  minute: is(between(0, 59, true)),
  hour: is(between(0, 23, true)),
  day_of_week: is(between(0, 6, true)),
  day_of_month: is(between(1, 31, true)),
  day_of_year: is(between(1, 366, true)),
  days_in_month: is(between(28, 31, true)),
  month: is(between(1, 12, true)),
};

/** Bounds of a call, from those of its series. */
export function functionBounds(walk: Walk, call: Call, input: Bounds): Bounds {
  const rule = Object.hasOwn(RULES, call.func) ? RULES[call.func] : undefined;
  return rule ? rule(input, call, walk) : ANY_VALUE;
}

function risen({ min }: Bounds): Bounds {
  return min >= 0 ? NOT_NEGATIVE : ANY_VALUE;
}

/** By a function that gives larger results for larger values, such as rounding. */
function mapped(f: (value: number) => number, { min, max, nan }: Bounds): Bounds {
  return between(f(min), f(max), nan);
}

function nearestWhole(value: number): number {
  return Math.floor(value + 0.5);
}

function size(min: number, max: number, nan: boolean): Bounds {
  const ends = [Math.abs(min), Math.abs(max)];
  return between(min <= 0 && max >= 0 ? 0 : Math.min(...ends), Math.max(...ends), nan);
}

function limit(walk: Walk, arg: Expr | undefined): Bounds {
  return knownFacts(walk, arg).bounds;
}

/** `max(low, min(high, value))`, of which each part rises with each bound; a limit that is NaN makes every value NaN. */
function clamped(input: Bounds, low: Bounds, high: Bounds): Bounds {
  const min = Math.max(low.min, Math.min(high.min, input.min));
  const max = Math.max(low.max, Math.min(high.max, input.max));
  return between(min, max, input.nan || low.nan || high.nan);
}

function rules(rule: Rule, names: string): Record<string, Rule> {
  return Object.fromEntries(names.split(' ').map((name) => [name, rule]));
}
