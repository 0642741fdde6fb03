import { operatorShape } from '../../../query/promql/operators.ts';
import type { Binary, Expr } from '../../../query/promql/tree.ts';
import { childrenOf, visit } from '../../../query/promql/visit.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenQueries } from './written-queries.ts';

const OVER_SERIES = new Set(['sum', 'avg', 'stddev', 'stdvar']);
const OVER_TIME = /^(?:sum|avg|stddev|stdvar)_over_time$/;
const GROWTH = new Set(['rate', 'irate', 'increase', 'delta', 'idelta']);

export const nanInAggregation: Rule = {
  code: 'query/nan-in-aggregation',
  severity: 'warning',
  about: 'query',
  why: 'A series that did nothing divides 0 by 0, which is NaN, and one NaN makes the whole sum or average NaN: one idle route blinds the alert for all, one idle minute the average of the month. NaN meets no comparison.',
  bad: `promql\`avg(sum by (route) (rate(\${requests.where({ code: '5xx' })}[5m])) / sum by (route) (rate(\${requests}[5m]))) > 0.2\``,
  good: `promql\`sum(rate(\${requests.where({ code: '5xx' })}[5m])) / sum(rate(\${requests}[5m])) > 0.2\``,
  *run(input) {
    for (const { expr, query, site } of writtenQueries(input)) {
      for (const { by, division } of poisoned(expr)) {
        yield finding(
          nanInAggregation,
          { address: site.at, origin: site.origin },
          `${by} of a division is NaN as soon as one part divides 0 by 0.`,
          {
            fix: 'divide the sums: sum(…) / sum(…), or leave idle ones out: … / (… > 0)',
            excerpt: { text: query.text, ...division.span },
          },
        );
      }
    }
  },
};

interface Poisoned {
  readonly by: string;
  readonly division: Binary;
}

function poisoned(expr: Expr): Poisoned[] {
  const found: Poisoned[] = [];
  visit(expr, (node) => {
    const by = aggregating(node);
    const division = by === undefined ? undefined : unguarded(childrenOf(node).at(-1));
    if (by !== undefined && division) found.push({ by, division });
  });
  return found;
}

function aggregating(node: Expr): string | undefined {
  if (node.kind === 'aggregation') return OVER_SERIES.has(node.op) ? node.op : undefined;
  return node.kind === 'call' && OVER_TIME.test(node.func) ? node.func : undefined;
}

/** A division whose divisor is 0 when nothing happens, with nothing between it and the aggregation that takes NaN away. */
function unguarded(expr: Expr | undefined): Binary | undefined {
  if (!expr) return undefined;
  if (expr.kind === 'paren' || expr.kind === 'unary' || expr.kind === 'subquery') return unguarded(expr.expr);
  if (expr.kind !== 'binary' || operatorShape(expr.op).kind !== 'arithmetic') return undefined;
  if (expr.op === '/' && isGrowth(expr.right)) return expr;
  return unguarded(expr.left) ?? unguarded(expr.right);
}

/** A rate, or rates added up: not a comparison, nor anything that is known to stay above 0. */
function isGrowth(expr: Expr): boolean {
  if (expr.kind === 'paren') return isGrowth(expr.expr);
  if (expr.kind === 'call') return GROWTH.has(expr.func);
  if (expr.kind === 'aggregation') return isGrowth(expr.expr);
  return expr.kind === 'binary' && expr.op === '+' && isGrowth(expr.left) && isGrowth(expr.right);
}
