import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyMetric, Of } from '../authored/metric.ts';
import type { Slo } from '../authored/references.ts';
import type { Rational } from '../kernel/decimal.ts';
import type { LogqlQuery } from '../query/query.ts';
import type { MetricShape } from '../query/shape.ts';

/** What an SLI counts, as authored. */
export interface AuthoredSli {
  readonly kind: 'sli';
  readonly type: string;
  readonly settings: object;
}

/** The stretch of time between two evaluations. Events of one follow those of the one before: none is missed, none counts twice. */
export interface Window {
  /** `'30s'` */
  readonly text: string;
  readonly seconds: number;
  /** The range that holds every step of the window: one scrape longer, because n samples have only n - 1 steps between them. */
  readonly range: string;
  /** How long ago the window ended: by then every scrape that began in it is stored. `'10s'` */
  readonly ended: string;
  /** How long ago it began. `'40s'` */
  readonly began: string;
}

/**
 * PromQL of the events in a window, already summed by the SLO's grouping labels. `bad` may lack series that never failed, and `good` those of
 * which nothing ever was: zeros are filled in later. What is not `good` is bad; the two do not always move together, so for a moment it may be below zero.
 */
export type SliSeries = { readonly total: string } & ({ readonly bad: string } | { readonly good: string });

/** A condition that is asked again and again instead of events that are counted: PromQL that is 1 where it is bad and 0 where it is good. */
export interface SliState {
  readonly bad: string;
  /** How often it is asked. undefined: at every evaluation of the SLO. */
  readonly everyMs: number | undefined;
  readonly missing: Missing;
}

/** What time counts as in which nothing was measured. */
export type Missing = 'good' | 'bad' | 'ignored';

/** Rules of Loki, whose ruler writes what they record to Prometheus. */
export interface SliRecordings {
  readonly everyMs: number;
  readonly rules: readonly { readonly record: string; readonly query: LogqlQuery }[];
}

/** A counter that is good while it grows by `events` or more in each `withinMs`. */
export interface RateFloor {
  readonly series: string;
  readonly events: number;
  readonly withinMs: number;
}

export interface SliProblem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** A way to tell good from bad: one file under `sli/` and one line in `kinds.ts`. Everything else about an SLO follows from it. */
export type SliKind<S extends object = object> = CountingKind<S> | AskingKind<S> | ComposingKind<S>;

interface AnyKind<S extends object> {
  readonly type: string;
  /** The label names results are kept apart by; others are summed away. */
  groupBy(settings: S): readonly string[];
  /** `shortestMs`: the shortest window the SLO is read over. */
  problems(settings: S, shortestMs: number): readonly SliProblem[];
  /** The metrics whose labels results may be grouped by. undefined: what the SLI reads is a query of the author's own. */
  reads(settings: S): readonly Of<AnyMetric>[] | undefined;
  /** The input series of generated tests: what moves when an event is good or bad. Empty: a state is fed as it is, and a count is not tested. */
  samples(settings: S, context: QueryContext, site: Site, where: string): readonly SliSample[];
}

export interface CountingKind<S extends object> extends AnyKind<S> {
  /** Metrics that no service exposes and the generated configuration brings about. */
  provides?(settings: S): readonly MetricShape[];
  /** `where` chooses what is recorded for this SLO, or for the one it shares its indicator with: `{slo="…"}`. */
  series(settings: S, window: Window, context: QueryContext, site: Site, where: string): SliSeries;
  /** What Loki records first, for an SLI that reads logs. */
  recorded?(settings: S, context: QueryContext, site: Site): SliRecordings;
}

export interface AskingKind<S extends object> extends AnyKind<S> {
  state(settings: S, context: QueryContext, site: Site): SliState;
  /** The counter whose rate is asked: what it is, and the floor it is held to. */
  floor?(settings: S, context: QueryContext, site: Site): RateFloor;
}

/** Made of other SLOs, of what they record. */
export interface ComposingKind<S extends object> extends AnyKind<S> {
  members(settings: S): readonly Slo[];
  /** The base rates, from the base recordings of the members; longer windows are summed from them. `recorded` is the total as it was just recorded. */
  compose(settings: S, recorded: string): { readonly total: string; readonly bad: string };
  /** What the base rates are, reckoned from those of the members: what tests of the rules expect. */
  reckon(settings: S, members: readonly MemberRates[]): MemberRates;
  /** What is left when every member just keeps its objective, and how that is reckoned. */
  allowed(settings: S, objectives: readonly Rational[]): Allowed;
}

/** All and bad events a second. */
export interface MemberRates {
  readonly total: number;
  readonly bad: number;
}

export interface Allowed {
  readonly objective: Rational;
  /** `99.9% × 99.5%` */
  readonly reckoned: string;
}

/** An input series of a generated rule test. */
export type SliSample = CounterSample | ValueSample | RateSample;

/** How much a counter grows a second per good and per bad event. */
export interface CounterSample {
  readonly series: string;
  readonly perGood: number;
  readonly perBad: number;
  /** A sample says how many there were since the last one, not how many there ever were. */
  readonly each?: boolean;
  /** It is a native histogram: good events are observed below this, bad ones above. */
  readonly nativeBound?: number;
  /** How much it grows for an event that is neither told good nor bad, and which share of those counts as bad. */
  readonly between?: { readonly per: number; readonly bad: number };
  /** Series like it that are none of the SLO's. */
  readonly others?: readonly string[];
}

/** What a gauge shows while it is good, and while it is bad. */
export interface ValueSample {
  readonly series: string;
  readonly good: number;
  readonly bad: number;
  /** It is a moment, which is good up to so many seconds ago. */
  readonly behind?: number;
}

/** How much a recorded rate over five minutes shows for each good and each bad event a second. */
export interface RateSample {
  readonly series: string;
  readonly goodRate: number;
  readonly badRate: number;
}
