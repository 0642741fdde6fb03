import type { Matcher } from '../../../query/promql/tree.ts';
import { selectorsOf } from '../../../query/promql/visit.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { AnalysedPanel } from './panels-analysed.ts';

/** `$queue`, `${queue}`, `${queue:regex}`, `[[queue]]`: a matcher of nothing else. */
const WHOLE_VARIABLE = /^(?:\$(\w+)|\$\{(\w+)(?::\w+)?\}|\[\[(\w+)(?::\w+)?\]\])$/;

/** The variable a matcher leaves its value to. */
export function variableOf({ value }: Matcher): string | undefined {
  const [, bare, braced, old] = WHOLE_VARIABLE.exec(value) ?? [];
  return bare ?? braced ?? old;
}

/** Upper bound of the series a query gives at once: a variable of which one value is chosen, or repeated for, picks one. */
export function seriesShown({ analysis, expr }: AnalysedQuery, { dashboard, repeats }: AnalysedPanel): number {
  const { series, sizes, labels } = analysis.result;
  const several = dashboard.variables.filter((one) => 'multi' in one && (one.multi || one.all)).map(({ name }) => name);
  const single = new Set(
    dashboard.variables.map(({ name }) => name).filter((name) => !several.includes(name) || repeats.includes(name)),
  );
  const selectors = selectorsOf(expr);
  const picked = [...labels.exact].filter((label) => selectors.every((one) => isPicked(one.matchers, label, single)));
  return picked.reduce((left, label) => left / Math.max(1, sizes.get(label) ?? 1), series);
}

function isPicked(matchers: readonly Matcher[], label: string, single: ReadonlySet<string>): boolean {
  return matchers.some((one) => one.label === label && (one.op === '=' || one.op === '=~') && single.has(variableOf(one) ?? ''));
}
