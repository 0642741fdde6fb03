import type { Diagnostic } from '../../../kernel/diagnostic.ts';
import { remembered, rememberedBy } from '../../../kernel/remembered.ts';
import { isAlertRule } from '../../../model/alert.ts';
import type { Derived } from '../../../model/derived.ts';
import type { PromqlQuery } from '../../../model/query.ts';
import type { SelectorUse } from '../../../query/promql/analyse.ts';
import type { Binary, Expr, Span } from '../../../query/promql/tree.ts';
import { typeOf } from '../../../query/promql/type-of.ts';
import { visit } from '../../../query/promql/visit.ts';
import { groupsOf } from '../../evaluations.ts';
import { type FindingOptions, finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { CheckInput, Explanation } from '../../rule.ts';

/** The queries somebody wrote; what an SLO or an escalation implies is ours to get right. */
export const writtenQueries = remembered(({ queries }: CheckInput): readonly AnalysedQuery[] =>
  queries.filter(({ written }) => written),
);

/** What is known of a selector of the query; by where it stands, for a tree is parsed anew each time it is asked for. */
export function useOf({ analysis }: AnalysedQuery, selector: Expr | undefined): SelectorUse | undefined {
  return selector && analysis.uses.find((use) => use.selector.span.from === selector.span.from);
}

/** Every part of an expression, the whole first. */
export function partsOf(expr: Expr): Expr[] {
  const found: Expr[] = [];
  visit(expr, (part) => found.push(part));
  return found;
}

/** A finding that underlines a part of the query. */
export function findingAt(
  rule: Pick<Explanation, 'code' | 'severity'>,
  { site, query }: AnalysedQuery,
  { from, to }: Span,
  message: string,
  options: FindingOptions = {},
): Diagnostic {
  const about = { address: site.at, origin: site.origin };
  return finding(rule, about, message, { excerpt: { text: query.text, from, to }, ...options });
}

/** Without the parentheses around it. */
export function bare(expr: Expr): Expr {
  return expr.kind === 'paren' ? bare(expr.expr) : expr;
}

type Compute = (left: number, right: number) => number;

const COMPUTE: Readonly<Record<string, Compute>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** The number an author wrote, with its sign, or worked out: `4 * 24 * 3600`. */
export function numberOf(expr: Expr): number | undefined {
  const inner = bare(expr);
  if (inner.kind === 'number') return Number.isNaN(inner.value) ? undefined : inner.value;
  if (inner.kind === 'unary') {
    const value = numberOf(inner.expr);
    return value !== undefined && inner.op === '-' ? -value : value;
  }
  const compute = inner.kind === 'binary' && Object.hasOwn(COMPUTE, inner.op) ? COMPUTE[inner.op] : undefined;
  if (inner.kind !== 'binary' || compute === undefined) return undefined;
  const [left, right] = [numberOf(inner.left), numberOf(inner.right)];
  return left === undefined || right === undefined ? undefined : compute(left, right);
}

/** A comparison with a number, the number to the right. */
export interface Threshold {
  readonly of: Expr;
  readonly op: '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly value: number;
}

const MIRRORED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** `x > 5` and `5 < x`; undefined for what is no comparison of a vector with a number. */
export function thresholdOf(expr: Expr): Threshold | undefined {
  if (expr.kind !== 'binary' || !(expr.op in MIRRORED)) return undefined;
  const op = expr.op as Threshold['op']; // it is a key of the table
  const [left, right] = [numberOf(expr.left), numberOf(expr.right)];
  if (right !== undefined && left === undefined) return { of: bare(expr.left), op, value: right };
  return left !== undefined && right === undefined ? { of: bare(expr.right), op: MIRRORED[op], value: left } : undefined;
}

/** The parts each of which alone makes an alert fire: the sides of every `or` at the top. */
export function conditionsOf(expr: Expr): Expr[] {
  const inner = bare(expr);
  return inner.kind === 'binary' && inner.op === 'or' ? [...conditionsOf(inner.left), ...conditionsOf(inner.right)] : [inner];
}

export function isBetweenVectors({ left, right }: Binary): boolean {
  return typeOf(left) === 'vector' && typeOf(right) === 'vector';
}

/** The expression recorded under a name, those of SLOs too: of several the last. It is parsed when it is asked for. */
export type RecordedExpressions = Pick<ReadonlyMap<string, Expr>, 'get' | 'has'>;

export const recordedExpressions = rememberedBy(groupsOf, ({ groups }: Derived): RecordedExpressions => {
  const queries = new Map<string, PromqlQuery>();
  for (const { rules } of groups)
    for (const rule of rules) if (!isAlertRule(rule) && rule.query.engine === 'prometheus') queries.set(rule.record, rule.query);
  return { get: (name) => queries.get(name)?.expr, has: (name) => queries.get(name)?.expr !== undefined };
});
