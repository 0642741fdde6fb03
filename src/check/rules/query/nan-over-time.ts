import { operatorShape } from '../../../query/promql/operators.ts';
import type { Binary, Expr } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { bare, findingAt, partsOf, type RecordedExpressions, recordedExpressions, writtenQueries } from './parts.ts';

const OVER_TIME = /^(?:sum|avg|stddev|stdvar)_over_time$/;
const GROWTH = new Set(['rate', 'irate', 'increase', 'delta', 'idelta']);

export const nanOverTime: Rule = {
  code: 'promql/nan-over-time',
  severity: 'warning',
  about: 'query',
  why: 'In a minute without events 0 is divided by 0, which is NaN, and one NaN makes the sum or average of the whole window NaN: one idle minute at night blinds the alert for a day. NaN meets no comparison.',
  bad: `promql\`avg_over_time((sum(rate(\${requests.where({ code: '5xx' })}[5m])) / sum(rate(\${requests}[5m])))[1d:5m]) > 0.2\``,
  good: `promql\`sum(increase(\${requests.where({ code: '5xx' })}[1d])) / sum(increase(\${requests}[1d])) > 0.2\``,
  *run(input) {
    const recorded = recordedExpressions(input.derived);
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        if (part.kind !== 'call' || !OVER_TIME.test(part.func) || !part.args.some((arg) => isPoisoned(arg, recorded))) continue;
        const message = `${part.func} of a division is NaN as soon as the window holds one moment without events.`;
        yield findingAt(nanOverTime, query, part.span, message, {
          fix: 'divide what has grown in the whole window: sum(increase(…)) / sum(increase(…)), or leave idle moments out: … / (… > 0)',
        });
      }
    }
  },
};

/** The values of the window come from a division that nothing guards: written in a subquery, or recorded. */
function isPoisoned(arg: Expr, recorded: RecordedExpressions): boolean {
  const range = bare(arg);
  if (range.kind === 'subquery') return unguarded(range.expr) !== undefined;
  const rule = range.kind === 'matrix' ? recorded.get(range.selector.name ?? '') : undefined;
  return rule !== undefined && unguarded(rule) !== undefined;
}

/** A division whose divisor is 0 when nothing happens, with nothing around it that takes NaN away. */
function unguarded(of: Expr): Binary | undefined {
  const expr = bare(of);
  if (expr.kind === 'unary') return unguarded(expr.expr);
  if (expr.kind !== 'binary' || operatorShape(expr.op).kind !== 'arithmetic') return undefined;
  if (expr.op === '/' && isGrowth(expr.right)) return expr;
  return unguarded(expr.left) ?? unguarded(expr.right);
}

/** A rate, or rates added up: no comparison, and nothing that is known to stay above 0. */
function isGrowth(of: Expr): boolean {
  const expr = bare(of);
  if (expr.kind === 'call') return GROWTH.has(expr.func);
  if (expr.kind === 'aggregation') return isGrowth(expr.expr);
  return expr.kind === 'binary' && expr.op === '+' && isGrowth(expr.left) && isGrowth(expr.right);
}
