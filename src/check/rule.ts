import type { Artifact } from '../artifacts/kind.ts';
import type { Diagnostic, DiagnosticSeverity } from '../kernel/diagnostic.ts';
import type { Derived } from '../model/derived.ts';
import type { LogqlUse } from './logql-uses.ts';
import type { EstateCatalogue } from './metric-catalogue.ts';
import type { AnalysedQuery } from './queries.ts';
import type { AlertLabels } from './routing/alert-labels.ts';
import type { TraceqlUse } from './traceql-uses.ts';

/** What rules look at. */
export interface CheckInput {
  readonly derived: Derived;
  readonly artifacts: readonly Artifact[];
  /** Every metric a query may name: declared, recorded, and Prometheus' own. */
  readonly catalogue: EstateCatalogue;
  /** Every PromQL query of alerts, recordings and panels, analysed. */
  readonly queries: readonly AnalysedQuery[];
  /** Every LogQL query of alerts and panels, read and analysed. */
  readonly logql: readonly LogqlUse[];
  /** Every TraceQL query of panels. */
  readonly traceql: readonly TraceqlUse[];
  /** Every alert, with what is known of its labels before it fires. */
  readonly alerts: readonly AlertLabels[];
  /** The day it is, `2026-11-21`. */
  readonly today: string;
}

/** Why a code exists, for `signalbox explain`. */
export interface Explanation {
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  /** What goes wrong in operation when this is let through. */
  readonly why: string;
  /** Definitions that it is said of, in the estate of `docs/examples/shop.ts`; the tests run them. */
  readonly bad: string;
  /** The same put right. */
  readonly good: string;
  /** `'session'`: bad and good are commands or files of a server, which no definitions show. @default 'definitions' */
  readonly example?: 'definitions' | 'session';
}

/** One check: one file under `rules/` and one line in `kinds.ts`. */
export interface Rule extends Explanation {
  /** What it looks at: `alert`, `slo`, `service`, `metric`, `panel`, `route`, `environment`, `artifact`. */
  readonly about: string;
  /** It compares several alerts, queries, panels or files, and must see all of them at once. */
  readonly together?: true;
  run(input: CheckInput): Iterable<Diagnostic>;
}
