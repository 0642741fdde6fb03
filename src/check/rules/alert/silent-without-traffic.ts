import { operatorShape } from '../../../query/promql/operators.ts';
import { printPromql } from '../../../query/promql/print.ts';
import type { Binary, Expr } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { bare, findingAt, isBetweenVectors, numberOf, thresholdOf } from '../query/parts.ts';
import { valueParts } from '../query/value-parts.ts';
import { writtenAlertQueries } from './written-alerts.ts';

const RATES = new Set(['rate', 'irate', 'increase']);

export const silentWithoutTraffic: Rule = {
  code: 'alert/silent-without-traffic',
  severity: 'warning',
  about: 'alert',
  why: 'When nothing is counted at all, 0 divided by 0 is NaN, and NaN is neither below nor above anything. An alert on a falling share of good requests is therefore silent in the worst case: when no request arrives any more.',
  bad: "promql`sum(rate(${requests.where({ code: '2xx' })}[5m])) / sum(rate(${requests}[5m])) < ${'99%'}`;",
  good: "promql`sum(rate(${requests.where({ code: '2xx' })}[5m])) / sum(rate(${requests}[5m])) < ${'99%'} or sum(rate(${requests}[5m])) == 0`;",
  *run(input) {
    for (const query of writtenAlertQueries(input)) {
      const condition = bare(query.expr);
      const threshold = thresholdOf(condition);
      if (threshold === undefined || !(threshold.op in SAYS)) continue;
      const quotient = quotientOf(threshold.of);
      if (quotient === undefined) continue;
      const below = printPromql(quotient.right);
      const says = SAYS[threshold.op] ?? '';
      const message = `Without traffic this is 0/0, NaN, and NaN ${threshold.op} ${threshold.value} is ${says}.`;
      yield findingAt(silentWithoutTraffic, query, quotient.span, message, { fix: fixOf(threshold.op, below) });
    }
  },
};

/** What an alert makes of NaN; above a limit silence is what one wants. */
const SAYS: Readonly<Record<string, string>> = {
  '<': 'false: the alert is silent when no request arrives at all',
  '<=': 'false: the alert is silent when no request arrives at all',
  '!=': 'true: the alert fires when no request arrives at all',
};

function fixOf(op: string, below: string): string {
  return op === '!='
    ? `divide by (${below} > 0)`
    : `say what silence means: add or ${below} == 0, or divide by (${below} > 0) if it is fine`;
}

/** A division of counts by counts that nothing guards, also behind arithmetic with numbers: `1 - a / b` is NaN as well. */
function quotientOf(of: Expr): Binary | undefined {
  const expr = bare(of);
  if (expr.kind === 'unary') return quotientOf(expr.expr);
  if (expr.kind !== 'binary' || operatorShape(expr.op).kind !== 'arithmetic') return undefined;
  if (numberOf(expr.right) !== undefined) return quotientOf(expr.left);
  if (numberOf(expr.left) !== undefined) return quotientOf(expr.right);
  if (expr.op !== '/' || !isBetweenVectors(expr)) return undefined;
  return [expr.left, expr.right].every(isRate) && !isGuarded(expr.right) ? expr : undefined;
}

function isRate(expr: Expr): boolean {
  return valueParts(expr).some((part) => part.kind === 'call' && RATES.has(part.func));
}

function isGuarded(expr: Expr): boolean {
  return valueParts(expr).some(
    (part) => thresholdOf(part) !== undefined || (part.kind === 'call' && part.func.startsWith('clamp')),
  );
}
