import { printDuration } from '../../../kernel/duration.ts';
import type { Binary, Expr } from '../../../query/promql/tree.ts';
import { rangesOf, visit } from '../../../query/promql/visit.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlertQueries } from './written-alerts.ts';

/** Shares of failure that are objectives rather than breakdowns: 95% is the lowest objective people write. */
const BUDGET = 0.05;

export const singleWindowBurn: Rule = {
  code: 'alert/single-window-burn',
  severity: 'warning',
  about: 'alert',
  why: 'One window is either too short, and pages for a blip, or too long, and pages late and keeps paging after the end. Two windows and a burn rate do neither.',
  bad: 'promql`sum(rate(${errors}[1h])) / sum(rate(${requests}[1h])) > 0.001`;',
  good: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli });",
  ].join('\n'),
  *run(input) {
    for (const { alert, expr, query } of writtenAlertQueries(input)) {
      const window = onlyWindow(expr);
      const burn = window === undefined ? undefined : budgetComparison(expr);
      if (window === undefined || !burn) continue;
      const message = `A share over one window of ${printDuration(window)} is held against ${burn.threshold}, which is an error budget.`;
      yield finding(singleWindowBurn, alert, message, {
        fix: `write an slo with objective '${objective(burn)}%'; its burn-rate alerts follow`,
        excerpt: { text: query.text, ...burn.node.span },
      });
    }
  },
};

function onlyWindow(expr: Expr): number | undefined {
  const windows = new Set(rangesOf(expr).map((range) => ('ms' in range ? range.ms : undefined)));
  const [first] = windows;
  return windows.size === 1 ? first : undefined;
}

interface Burn {
  readonly node: Binary;
  readonly threshold: number;
}

function budgetComparison(expr: Expr): Burn | undefined {
  let found: Burn | undefined;
  visit(expr, (node) => {
    if (node.kind !== 'binary' || found) return;
    const { op, right } = node;
    if (right.kind !== 'number' || !isShare(node.left)) return;
    const bad = (op === '>' || op === '>=') && right.value > 0 && right.value <= BUDGET;
    const good = (op === '<' || op === '<=') && right.value >= 1 - BUDGET && right.value < 1;
    if (bad || good) found = { node, threshold: right.value };
  });
  return found;
}

/** A division of two windows, or one less it. */
function isShare(expr: Expr): boolean {
  if (expr.kind === 'paren') return isShare(expr.expr);
  if (expr.kind !== 'binary') return false;
  if (expr.op === '-') return expr.left.kind === 'number' && isShare(expr.right);
  return expr.op === '/' && rangesOf(expr.left).length > 0 && rangesOf(expr.right).length > 0;
}

function objective({ threshold }: Burn): number {
  const good = threshold <= BUDGET ? 1 - threshold : threshold;
  return Number((good * 100).toFixed(6));
}
