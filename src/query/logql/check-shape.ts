import { checkRe2 } from '../promql/re2.ts';
import { numberOf } from './lex-number.ts';
import type { LogqlProblem } from './problem.ts';
import { partsOf } from './selectors.ts';
import type {
  Binary,
  Expr,
  LabelMatcher,
  LabelReplace,
  LogExpr,
  MetricExpr,
  RangeAggregation,
  Span,
  VectorAggregation,
} from './tree.ts';
import { COUNTED, RANGE_OPERATIONS, SET_OPERATORS, SORTS } from './words.ts';

/** What the grammar allows and Loki refuses all the same: arguments, groupings, selectors. */
export function checkShape(expr: Expr): LogqlProblem[] {
  const problems = expr.kind === 'logs' ? emptySelector(expr) : (CHECKS[expr.kind] as Check)(expr); // the entry for this kind
  return [...problems, ...partsOf(expr).flatMap(checkShape)];
}

type Check = (expr: Expr) => LogqlProblem[];
type Checks = { readonly [K in MetricExpr['kind']]: (expr: Extract<MetricExpr, { kind: K }>) => LogqlProblem[] };

const CHECKS: Checks = {
  number: ({ span, text }) => numberProblems(text, span),
  vector: ({ span, value }) => numberProblems(value, span),
  paren: () => [],
  variants: () => [],
  range: checkRange,
  aggregation: checkAggregation,
  binary: checkBinary,
  'label-replace': checkLabelReplace,
};

function wrong(message: string, span: Span, fix?: string): LogqlProblem[] {
  return [{ code: 'logql/syntax', message, span, ...(fix === undefined ? {} : { fix }) }];
}

function numberProblems(text: string, span: Span): LogqlProblem[] {
  if (text.startsWith('$') || numberOf(text.replace(/^-/, '')) !== undefined) return [];
  return wrong(`Loki reads no number in ${text}.`, span, 'write it in decimal digits');
}

function checkRange({ op, param, grouping, logs, span }: RangeAggregation): LogqlProblem[] {
  const operation = RANGE_OPERATIONS.get(op);
  const unwrapped = logs.stages.some(({ kind }) => kind === 'unwrap');
  if (param !== undefined && !operation?.param) return wrong(`${op} takes no number in front.`, span, `write ${op}({…} [5m])`);
  if (param === undefined && operation?.param)
    return wrong(`${op} needs a number in front.`, span, `write ${op}(0.95, {…} | unwrap x [5m])`);
  if (grouping && !operation?.grouping)
    return wrong(`${op} takes no ${grouping.op}.`, span, `write sum ${grouping.op} (…) (${op}(…))`);
  if (unwrapped && operation?.unwrap === 'refuses')
    return wrong(`${op} counts lines and takes no unwrap.`, span, 'write sum_over_time, or leave unwrap out');
  if (!unwrapped && operation?.unwrap === 'needs')
    return wrong(`${op} needs numbers: | unwrap.`, span, `write ${op}({…} | json | unwrap x [5m])`);
  return param === undefined ? [] : numberProblems(param, span);
}

function checkAggregation({ op, param, grouping, span }: VectorAggregation): LogqlProblem[] {
  const counted = COUNTED.has(op);
  if (!counted && param !== undefined) return wrong(`${op} takes no number in front.`, span);
  if (counted && param === undefined) return wrong(`${op} needs to know how many.`, span, `write ${op}(5, …)`);
  if (counted && !isCount(param)) return wrong(`${op} needs a whole number above 0, not ${param}.`, span, `write ${op}(5, …)`);
  if (op === 'approx_topk' && grouping) return wrong('approx_topk takes no grouping.', span, 'write topk');
  if (SORTS.has(op) && grouping && grouping.labels.length > 0) return wrong(`${op} takes no grouping.`, span);
  return [];
}

function isCount(param: string | undefined): boolean {
  if (param?.startsWith('$')) return true;
  return /^\d+$/.test(param ?? '') && BigInt(param ?? '') > 0n && BigInt(param ?? '') < 2n ** 63n;
}

function checkBinary({ op, left, right }: Binary): LogqlProblem[] {
  const number = [left, right].find(isNumber);
  if (!SET_OPERATORS.has(op) || !number) return [];
  return wrong(`"${op}" joins series, and one side of it is a number.`, number.span, 'write vector(0)');
}

/** Loki computes what is only numbers before it looks at the rest. */
function isNumber(expr: MetricExpr): boolean {
  if (expr.kind === 'paren') return isNumber(expr.expr);
  if (expr.kind === 'binary') return isNumber(expr.left) && isNumber(expr.right);
  return expr.kind === 'number';
}

function checkLabelReplace({ args, span }: LabelReplace): LogqlProblem[] {
  const found = checkRe2(args[3]).wrong;
  return found === undefined ? [] : wrong(`${JSON.stringify(args[3])} is no RE2 expression: ${found}.`, span);
}

function emptySelector({ matchers, selectorSpan }: LogExpr): LogqlProblem[] {
  if (matchers.some((matcher) => !matchesEmpty(matcher))) return [];
  const message = 'The selector matches every stream: Loki wants one matcher that cannot match an empty label.';
  return [
    { code: 'logql/empty-selector', message, span: selectorSpan, fix: 'add service_name="…", or =~".+" instead of =~".*"' },
  ];
}

function matchesEmpty({ op, value }: LabelMatcher): boolean {
  if (op === '=' || op === '!=') return (value === '') === (op === '=');
  return checkRe2(value).matchesEmpty === (op === '=~');
}
