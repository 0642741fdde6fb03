import type { Analysis } from '../../../query/promql/analyse.ts';
import { AGGREGATORS } from '../../../query/promql/functions.ts';
import { operatorShape } from '../../../query/promql/operators.ts';
import type { Binary, Expr, Span } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { findingAt } from '../query/parts.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const labelsChangeWhileFiring: Rule = {
  code: 'alert/labels-change-while-firing',
  severity: 'warning',
  about: 'alert',
  why: 'Its labels are what an alert is: when one changes, Prometheus ends the alert, begins another and waits `for` again. In the middle of the incident it is reported as resolved, and silences no longer cover it.',
  bad: 'promql`topk(1, sum by (route) (rate(${requests}[5m]))) > 100`;',
  good: 'promql`sum by (route) (rate(${requests}[5m])) > 100`;',
  *run(input) {
    for (const query of writtenAlertQueries(input)) {
      for (const { span, why, fix, mild } of unstable(query.expr, query.analysis)) {
        const message = `The labels of ${query.alert.name} change while it fires: ${why}.`;
        yield findingAt(labelsChangeWhileFiring, query, span, message, { fix, ...(mild ? { severity: 'info' } : {}) });
      }
    }
  },
};

interface Unstable {
  readonly span: Span;
  readonly why: string;
  readonly fix: string;
  /** It happens at a deployment, not at each evaluation. */
  readonly mild?: boolean;
}

/** Follows what gives the result its labels. */
function unstable(expr: Expr, analysis: Analysis): Unstable[] {
  if (expr.kind === 'binary') return unstableBinary(expr, analysis);
  if (expr.kind === 'paren' || expr.kind === 'unary') return unstable(expr.expr, analysis);
  if (expr.kind === 'call')
    return /^(?:absent|scalar|vector)/.test(expr.func) ? [] : expr.args.flatMap((arg) => unstable(arg, analysis));
  if (expr.kind !== 'aggregation') return [];
  const { op, span } = expr;
  if (op === 'count_values')
    return [
      {
        span,
        why: 'count_values makes a label of the value',
        fix: 'compare the values themselves, or count those above a limit',
      },
    ];
  if (!AGGREGATORS.get(op)?.keepsSeries) return [];
  const why = `${op} gives now these series, now others`;
  return [{ span, why, fix: `alert on each series, without ${op}; show the ${op} on a panel` }];
}

function unstableBinary(expr: Binary, analysis: Analysis): Unstable[] {
  const { kind } = operatorShape(expr.op);
  if (kind === 'set' && expr.op !== 'or') return unstable(expr.left, analysis);
  const { matching, left, right } = expr;
  if (!matching?.group) return [left, right].flatMap((side) => unstable(side, analysis));
  const [many, one] = matching.group === 'left' ? [left, right] : [right, left];
  const taken = analysis.facts.get(one)?.info ? matching.include : [];
  return [...unstable(many, analysis), ...taken.map((label) => ofInfo(label, expr))];
}

function ofInfo(label: string, { span, matching }: Binary): Unstable {
  const why = `${label} comes from an info metric and changes with a deployment`;
  return { span, why, fix: `leave it out of group_${matching?.group}, and show ${label} on the board`, mild: true };
}
