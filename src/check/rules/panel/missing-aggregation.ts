import { selectorsOf, visit } from '../../../query/promql/visit.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { shownAs } from '../../shown-as.ts';
import { findingAt, writtenQueries } from '../query/parts.ts';

const RATES = new Set(['rate', 'irate', 'increase']);
/** Each series is a line, a tile or a slice of its own. */
const A_MARK_EACH = new Set(['timeseries', 'stat', 'gauge', 'bargauge', 'barchart', 'piechart']);

export const missingAggregation: Rule = {
  code: 'panel/missing-aggregation',
  severity: 'warning',
  about: 'panel',
  why: 'The rate of a counter is one line for each instance and each combination of its labels: their number grows with every instance, their names are all labels at once, and the sum that was asked for is nowhere.',
  bad: "panel.timeseries({ title: 'Failed checkouts', show: promql`rate(${errors}[$__rate_interval])` });",
  good: "panel.timeseries({ title: 'Failed checkouts', show: promql`sum by (reason) (rate(${errors}[$__rate_interval]))` });",
  *run(input) {
    for (const one of writtenQueries(input)) {
      if (!one.panel || !keepsInstances(one)) continue;
      const own = ownLabels(one);
      const message = `The panel ${one.panel.title} shows one series for each instance and ${own.join(', ')}.`;
      yield findingAt(missingAggregation, one, one.expr.span, message, {
        fix: `add them up: sum by (${own.slice(0, 2).join(', ')}) (…), with the labels a reader asks for; or write all of them into \`legend\``,
      });
    }
  },
};

/** Whether a panel shows a rate as it is stored: by instance, and by labels of the metric too. */
export function keepsInstances(one: AnalysedQuery): boolean {
  const { panel, analysis, expr } = one;
  if (!panel || !A_MARK_EACH.has(shownAs(panel)) || !analysis.labels.exact.has('instance')) return false;
  if (aggregates(expr) || !takesRate(expr) || isOfOneInstance(expr)) return false;
  const named = ownLabels(one);
  const legend = panel.queries.find(({ query }) => query === one.query)?.legend ?? '';
  return named.length > 0 && !['instance', ...named].every((label) => legend.includes(`{{${label}}}`));
}

/** Labels of the metric itself that can have several values here. */
function ownLabels({ analysis }: AnalysedQuery): readonly string[] {
  const { sizes, labels } = analysis.result;
  const declared = new Set(analysis.uses.flatMap(({ metric }) => Object.keys(metric?.labels ?? {})));
  return [...labels.exact].filter((label) => declared.has(label) && (sizes.get(label) ?? 1) > 1);
}

function isOfOneInstance(expr: AnalysedQuery['expr']): boolean {
  return selectorsOf(expr).every(({ matchers }) => matchers.some(({ label, op }) => label === 'instance' && op === '='));
}

function takesRate(expr: AnalysedQuery['expr']): boolean {
  return some(expr, (node) => node.kind === 'call' && RATES.has(node.func));
}

/** Whatever adds up, or picks a few, was written with the number of series in mind. */
function aggregates(expr: AnalysedQuery['expr']): boolean {
  return some(expr, (node) => node.kind === 'aggregation');
}

function some(expr: AnalysedQuery['expr'], test: (node: AnalysedQuery['expr']) => boolean): boolean {
  let found = false;
  visit(expr, (node) => {
    found ||= test(node);
  });
  return found;
}
