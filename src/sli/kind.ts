import type { QueryContext, Site } from '../authored/context.ts';

/** What an SLI counts, as authored. */
export interface AuthoredSli {
  readonly kind: 'sli';
  readonly type: string;
  readonly settings: object;
}

/** PromQL of the rates over a window, already summed by the SLO's grouping labels. `bad` may lack series that never failed: zeros are filled in later. */
export interface SliSeries {
  readonly total: string;
  readonly bad: string;
}

export interface SliProblem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** A way to tell good from bad: one file under `sli/` and one line in `kinds.ts`. Everything else about an SLO follows from `series`. */
export interface SliKind<S extends object = object> {
  readonly type: string;
  /** The label names results are kept apart by; others are summed away. */
  groupBy(settings: S): readonly string[];
  problems(settings: S): readonly SliProblem[];
  /** `window` is a Prometheus duration. */
  series(settings: S, window: string, context: QueryContext, site: Site): SliSeries;
  /** One series of input per side for generated tests: which metric moves when an event is good or bad. */
  samples(settings: S, context: QueryContext, site: Site): readonly SliSample[];
}

/** An input series of a generated rule test: its text, and how much it grows a second per good and per bad event. */
export interface SliSample {
  readonly series: string;
  readonly perGood: number;
  readonly perBad: number;
}
