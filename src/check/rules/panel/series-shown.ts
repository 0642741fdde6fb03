import type { Dashboard } from '../../../model/dashboard.ts';
import type { Matcher } from '../../../query/promql/tree.ts';
import { selectorsOf } from '../../../query/promql/visit.ts';
import type { AnalysedQuery } from '../../queries.ts';

/** `$queue`, `${queue}`, `${queue:regex}`, `[[queue]]`: a matcher of nothing else. */
const WHOLE_VARIABLE = /^(?:\$(\w+)|\$\{(\w+)(?::\w+)?\}|\[\[(\w+)(?::\w+)?\]\])$/;

/** The variable a matcher leaves its value to. */
export function variableOf({ value }: Matcher): string | undefined {
  const [, bare, braced, old] = WHOLE_VARIABLE.exec(value) ?? [];
  return bare ?? braced ?? old;
}

/** Upper bound of the series a query gives at once: a variable of which one value is chosen picks one. */
export function seriesShown({ analysis, expr }: AnalysedQuery, dashboard: Dashboard): number {
  const { series, sizes, labels } = analysis.result;
  const single = new Set(dashboard.variables.filter(({ multi, all }) => !multi && !all).map(({ name }) => name));
  const selectors = selectorsOf(expr);
  const picked = [...labels.exact].filter((label) => selectors.every((one) => isPicked(one.matchers, label, single)));
  return picked.reduce((left, label) => left / Math.max(1, sizes.get(label) ?? 1), series);
}

function isPicked(matchers: readonly Matcher[], label: string, single: ReadonlySet<string>): boolean {
  return matchers.some((one) => one.label === label && (one.op === '=' || one.op === '=~') && single.has(variableOf(one) ?? ''));
}
