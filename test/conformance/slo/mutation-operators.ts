import { parsePromql } from '../../../src/query/promql/parse.ts';
import { printPromql } from '../../../src/query/promql/print.ts';
import { type Expr, NO_SPAN, type NumberLiteral, type VectorSelector } from '../../../src/query/promql/tree.ts';
import { childrenOf } from '../../../src/query/promql/visit.ts';

/** A rule that is wrong in one place. */
export interface Mutant {
  readonly what: string;
  /** What was changed, and the operation that stands in, as they were. */
  readonly at: string;
  readonly within: string;
  readonly expr: string;
}

const OPERATORS: Readonly<Record<string, string>> = {
  '*': '/',
  '/': '*',
  '+': '-',
  '-': '+',
  and: 'or',
  unless: 'and',
  '>=': '<=',
  '==': '!=',
  '>': '<',
  '<': '>',
  '<=': '>=',
};
const FUNCTIONS: Readonly<Record<string, string>> = {
  sum_over_time: 'avg_over_time',
  avg_over_time: 'sum_over_time',
  count_over_time: 'sum_over_time',
  max_over_time: 'min_over_time',
  rate: 'delta',
  absent: 'present_over_time',
  histogram_count: 'histogram_sum',
};
const AGGREGATIONS: Readonly<Record<string, string>> = { sum: 'max', max: 'min', min: 'max' };

/** Every one-place change of an expression that somebody could have made by mistake. */
export function mutantsOf(text: string): Mutant[] {
  const { expr } = parsePromql(text);
  if (!expr) return [];
  const changed = everyChange(expr, expr).map((one) => ({ ...one, expr: printPromql(one.expr) }));
  const valid = changed.filter((one) => one.expr !== printPromql(expr) && parsePromql(one.expr).problems.length === 0);
  return [...new Map(valid.map((one) => [one.expr, one])).values()];
}

interface Change {
  readonly what: string;
  readonly expr: Expr;
}

/** Changes at this node, and those below put back into it. */
function everyChange(expr: Expr, operation: Expr): (Change & Pick<Mutant, 'at' | 'within'>)[] {
  const below = childrenOf(expr).flatMap((child) =>
    everyChange(child, expr.kind === 'binary' ? expr : operation).map((one) => ({
      ...one,
      expr: replaced(expr, child, one.expr),
    })),
  );
  const [at, within] = [printPromql(expr), printPromql(operation)];
  return [...here(expr).map((one) => ({ ...one, at, within })), ...below];
}

function here(expr: Expr): Change[] {
  if (expr.kind === 'number') return numbers(expr);
  if (expr.kind === 'vector') return selectors(expr);
  if (expr.kind === 'matrix' && 'ms' in expr.range)
    return [0.5, 2].map((factor) => ({
      what: `range × ${factor}`,
      expr: { ...expr, range: { ms: 'ms' in expr.range ? expr.range.ms * factor : 0, span: NO_SPAN } },
    }));
  if (expr.kind === 'call') return calls(expr);
  if (expr.kind === 'aggregation') return aggregations(expr);
  if (expr.kind !== 'binary') return [];
  const other = OPERATORS[expr.op];
  return [
    // the table holds operators only, of the same kind as their key
    ...(other ? [{ what: `${expr.op} → ${other}`, expr: { ...expr, op: other as typeof expr.op } }] : []),
    { what: `drops what follows ${expr.op}`, expr: expr.left },
    ...(expr.op === 'or' || expr.op === 'and' ? [{ what: `drops what precedes ${expr.op}`, expr: expr.right }] : []),
    ...(expr.op === 'and' ? [{ what: 'and → unless', expr: { ...expr, op: 'unless' as const } }] : []),
  ];
}

function aggregations(expr: Extract<Expr, { kind: 'aggregation' }>): Change[] {
  const other = AGGREGATIONS[expr.op];
  // the table holds aggregations only
  return other ? [{ what: `${expr.op} → ${other}`, expr: { ...expr, op: other as typeof expr.op } }] : [];
}

function numbers(expr: NumberLiteral): Change[] {
  if (!Number.isFinite(expr.value)) return [];
  return [0.5, 2].map((factor) => {
    const value = Number((expr.value * factor).toPrecision(9));
    return { what: `${expr.text} → ${value}`, expr: { ...expr, value, text: String(value) } };
  });
}

function selectors(expr: VectorSelector): Change[] {
  const { name = '' } = expr;
  const part = name.replace('sli_bad', 'sli_total');
  const whole = name.replace('sli_total', 'sli_bad');
  const longer = name.replace(/rate5m$/, 'rate1h');
  const shorter = name.replace(/rate(?!5m)(?:\d+\w|calendar_\w+)$/, 'rate5m');
  const names = [...new Set([part, whole, longer, shorter])].filter((other) => other !== name);
  const { offset, ...now } = expr;
  return [
    ...names.map((other) => ({ what: `${name} → ${other}`, expr: { ...expr, name: other } })),
    ...(offset === undefined ? [] : [{ what: 'drops the offset', expr: now }]),
    ...expr.matchers
      .filter(({ label }) => label !== 'job' && label !== 'slo')
      .map((matcher) => ({
        what: `drops ${matcher.label}`,
        expr: { ...expr, matchers: expr.matchers.filter((one) => one !== matcher) },
      })),
  ];
}

function calls(expr: Extract<Expr, { kind: 'call' }>): Change[] {
  const other = FUNCTIONS[expr.func];
  const [first] = expr.args;
  return [
    ...(other ? [{ what: `${expr.func} → ${other}`, expr: { ...expr, func: other } }] : []),
    ...(expr.func.startsWith('clamp') && first ? [{ what: `drops ${expr.func}`, expr: first }] : []),
  ];
}

function replaced(expr: Expr, child: Expr, by: Expr): Expr {
  const put = (one: Expr): Expr => (one === child ? by : one);
  if (expr.kind === 'binary') return { ...expr, left: put(expr.left), right: put(expr.right) };
  if (expr.kind === 'call') return { ...expr, args: expr.args.map(put) };
  if (expr.kind === 'matrix') return by.kind === 'vector' ? { ...expr, selector: by } : expr;
  if (expr.kind === 'aggregation') return { ...expr, ...(expr.param ? { param: put(expr.param) } : {}), expr: put(expr.expr) };
  return 'expr' in expr ? { ...expr, expr: put(expr.expr) } : expr;
}
