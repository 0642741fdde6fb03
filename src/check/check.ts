import type { Artifact } from '../artifacts/kind.ts';
import { compareDiagnostics, type Diagnostic } from '../kernel/diagnostic.ts';
import type { Derived } from '../model/derived.ts';
import { rules } from './kinds.ts';
import { logqlUses } from './logql-uses.ts';
import { metricCatalogue } from './metric-catalogue.ts';
import { namingPanel } from './naming-panel.ts';
import { analyseQueries } from './queries.ts';
import { alertLabels } from './routing/alert-labels.ts';
import { applySuppressions } from './suppress.ts';
import { traceqlUses } from './traceql-uses.ts';

export interface CheckOptions {
  /** What the stages before have found. */
  readonly found: readonly Diagnostic[];
  /** The day it is, `2026-11-21`: suppressions expire. */
  readonly today: string;
}

/** Runs every rule over what was derived and compiled, and takes out what is suppressed with a reason. */
export function check(derived: Derived, artifacts: readonly Artifact[], options: CheckOptions): readonly Diagnostic[] {
  const catalogue = metricCatalogue(derived);
  const queries = analyseQueries(derived, catalogue);
  const input = {
    derived,
    artifacts,
    catalogue,
    queries,
    logql: logqlUses(derived),
    traceql: traceqlUses(derived),
    alerts: alertLabels(derived, queries),
    today: options.today,
  };
  const found = [...options.found, ...rules.flatMap((rule) => [...rule.run(input)])];
  return applySuppressions(distinct(found.map(namingPanel)), derived.estate.suppressions, options.today).sort(compareDiagnostics);
}

/** A query that several things share is wrong once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const one of diagnostics) {
    const key = [one.code, one.at, one.message, one.excerpt?.text, one.excerpt?.from].join('\u0000');
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
