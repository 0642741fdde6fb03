import type { AlertRule, RecordingRule } from '../../model/alert.ts';
import type { Expr, Matcher, VectorSelector } from '../../query/promql/tree.ts';
import { childrenOf } from '../../query/promql/visit.ts';

type Rule = RecordingRule | AlertRule;

/** A name that a rule reads. */
export interface Read {
  readonly name: string;
  readonly matchers: readonly Matcher[];
  /** What was, over a range or at another time: an evaluation more or less moves its edge. Otherwise what is now. */
  readonly past: boolean;
}

/** What a rule reads of Prometheus. */
export function readsOf({ query }: Rule): readonly Read[] {
  const expr = query.engine === 'prometheus' ? query.expr : undefined;
  return expr ? within(expr) : [];
}

/** Whether the series a rule records can be among them. */
export function canMeet(rule: Pick<RecordingRule, 'record' | 'labels'>, { name, matchers }: Read): boolean {
  if (rule.record !== name) return false;
  return matchers.every(({ label, op, value }) => {
    const own = rule.labels[label];
    return own === undefined || (op === '=' ? own === value : op === '!=' ? own !== value : true);
  });
}

/** The tree may be of any depth. */
function within(root: Expr): Read[] {
  const reads: Read[] = [];
  const waiting: { readonly expr: Expr; readonly past: boolean }[] = [{ expr: root, past: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { expr } = next;
    const past = next.past || expr.kind === 'matrix' || expr.kind === 'subquery';
    if (expr.kind === 'vector') reads.push(...readOf(expr, past));
    for (const inner of childrenOf(expr)) waiting.push({ expr: inner, past });
  }
  return reads;
}

function readOf(selector: VectorSelector, past: boolean): Read[] {
  const { matchers, name, at, offset } = selector;
  return name === undefined ? [] : [{ name, matchers, past: past || at !== undefined || offset !== undefined }];
}
