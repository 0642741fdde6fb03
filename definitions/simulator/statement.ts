/** What a scenario says of a metric; where nothing is said, `ordinary.ts` makes something sensible of its definition. */
import type { AnyMetric, Counter, Gauge, Histogram, Info, StateSet, Summary } from 'signalbox/metrics';

/** A number, or one that changes: of the seconds since the statement began. */
export type Level = number | ((seconds: number) => number);

export type Behaviour =
  | { readonly kind: 'counts'; readonly perSecond: Level }
  | { readonly kind: 'takes'; readonly around: number; readonly spread: number; readonly perSecond: number | undefined }
  | { readonly kind: 'stands'; readonly at: Level; readonly wander: number }
  | { readonly kind: 'is'; readonly state: string }
  | { readonly kind: 'says'; readonly labels: Readonly<Record<string, string>> }
  | { readonly kind: 'gone' };

export interface Statement {
  readonly metric: string;
  readonly match: Match;
  readonly behaviour: Behaviour;
}
export type Match = Readonly<Record<string, unknown>>;

type Chosen<M> = { readonly kind: 'selection'; readonly of: M; readonly match: Match };
type Of<M> = M | Chosen<M>;
// biome-ignore lint/suspicious/noExplicitAny: of whatever labels and units
type Any = any;
type Observed = Histogram<Any, Any, Any> | Summary<Any, Any>;

/** So many a second in all: split over instances and over the values of the labels, failures getting next to nothing. */
export function counts(of: Of<Counter<Any, Any>>, perSecond: Level): Statement {
  return statement(of, { kind: 'counts', perSecond });
}

/** Half of the values are below `around`, in the metric's unit; `spread` is the deviation of their logarithm. */
export function takes(
  of: Of<Observed>,
  options: { readonly around: number; readonly spread?: number; readonly perSecond?: number },
): Statement {
  const { around, spread = 0.4, perSecond } = options;
  return statement(of, { kind: 'takes', around, spread, perSecond });
}

/** About there, wandering by a share of it. */
export function stands(of: Of<Gauge<Any, Any>>, at: Level, wander = typeof at === 'number' ? 0.05 : 0): Statement {
  return statement(of, { kind: 'stands', at, wander });
}

export function is(of: Of<StateSet<Any>>, state: string): Statement {
  return statement(of, { kind: 'is', state });
}

export function says(of: Of<Info<Any>>, labels: Readonly<Record<string, string>>): Statement {
  return statement(of, { kind: 'says', labels });
}

/** Its series are not exposed. */
export function gone(of: Of<AnyMetric>): Statement {
  return statement(of, { kind: 'gone' });
}

/** From one value to another, evenly. */
export function ramp(from: number, to: number, overSeconds: number): (seconds: number) => number {
  return (seconds) => from + (to - from) * Math.min(1, seconds / overSeconds);
}

/** One value after the other, each so long, over and over. */
export function steps(values: readonly number[], eachSeconds: number): (seconds: number) => number {
  return (seconds) => values[Math.floor(seconds / eachSeconds) % values.length] ?? 0;
}

function statement(of: Of<AnyMetric>, behaviour: Behaviour): Statement {
  return 'of' in of ? { metric: of.of.name, match: of.match, behaviour } : { metric: of.name, match: {}, behaviour };
}

/** Whether a series, with the labels of its target, is meant. */
export function isMeant(match: Match, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(match).every(([label, wanted]) => fits(wanted, labels[label] ?? ''));
}

function fits(wanted: unknown, value: string): boolean {
  if (Array.isArray(wanted)) return wanted.some((one) => fits(one, value));
  if (wanted instanceof RegExp) return new RegExp(`^(?:${wanted.source})$`).test(value);
  const { kind, values } = (wanted ?? {}) as { readonly kind?: string; readonly values?: readonly unknown[] }; // of `not`
  return kind === 'not' ? !(values ?? []).some((one) => fits(one, value)) : wanted === value;
}
