import { AGGREGATORS, FUNCTIONS, type FunctionShape, type ValueType } from './functions.ts';
import { operatorShape } from './operators.ts';
import type { PromqlProblem } from './problem.ts';
import { checkRe2 } from './re2.ts';
import { isUnread } from './recover.ts';
import { spineOf } from './spine.ts';
import type { Aggregation, Binary, Call, Expr, Matcher, Span, Subquery, Unary, VectorSelector } from './tree.ts';

const NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'a scalar',
  vector: 'an instant vector',
  matrix: 'a range vector',
  string: 'a string',
};

/** Adds every type error below `expr`, once. Linear: each node is typed once, on the way up. */
export function checkTypes(expr: Expr, problems: PromqlProblem[]): void {
  check(expr, (message, span, fix) => {
    problems.push({ code: 'promql/type', message, from: span.from, to: span.to, ...(fix === undefined ? {} : { fix }) });
  });
}

/** Of what could not be read: fits everywhere, so that one mistake is told once. */
type Seen = ValueType | 'unknown';

type Report = (message: string, span: Span, fix?: string) => void;

function check(expr: Expr, report: Report): Seen {
  if (expr.kind === 'number') return 'scalar';
  if (expr.kind === 'string') return 'string';
  if (expr.kind === 'vector') return checkSelector(expr, report);
  if (expr.kind === 'matrix') {
    checkSelector(expr.selector, report);
    return 'matrix';
  }
  if (expr.kind === 'subquery') return checkSubquery(expr, report);
  if (expr.kind === 'call') return checkCall(expr, report);
  if (expr.kind === 'aggregation') return checkAggregation(expr, report);
  if (expr.kind === 'binary') return checkBinary(expr, report);
  return expr.kind === 'unary' ? checkUnary(expr, report) : check(expr.expr, report);
}

function expectType(expr: Expr, want: ValueType, where: string, report: Report): void {
  const seen = check(expr, report);
  if (seen !== want && seen !== 'unknown')
    report(`${where} must be ${NAMES[want]}, not ${NAMES[seen]}`, expr.span, conversion(expr, seen, want));
}

function conversion(expr: Expr, seen: ValueType, want: ValueType): string | undefined {
  if (want === 'matrix' && seen === 'vector')
    return expr.kind === 'vector' ? 'add a range: [5m]' : 'add a subquery range: [30m:1m]';
  if (want === 'vector' && seen === 'matrix') return 'remove the range, or use a function such as rate() or max_over_time()';
  if (want === 'vector' && seen === 'scalar') return 'wrap it: vector(…)';
  return want === 'scalar' && seen === 'vector' ? 'wrap it: scalar(…)' : undefined;
}

function checkSelector(selector: VectorSelector, report: Report): ValueType {
  if (selector.name === undefined && selector.matchers.every(matchesEmpty)) {
    report('a selector without a metric needs a matcher that does not match the empty value', selector.span);
  }
  return 'vector';
}

function matchesEmpty(matcher: Matcher): boolean {
  if (matcher.op === '=') return matcher.value === '';
  if (matcher.op === '!=') return matcher.value !== '';
  return checkRe2(matcher.value).matchesEmpty === (matcher.op === '=~');
}

function checkSubquery(expr: Subquery, report: Report): ValueType {
  expectType(expr.expr, 'vector', 'what a subquery is taken of', report);
  return 'matrix';
}

function checkAggregation(expr: Aggregation, report: Report): ValueType {
  expectType(expr.expr, 'vector', `the argument of ${expr.op}`, report);
  const param = AGGREGATORS.get(expr.op)?.param;
  if (param && expr.param) expectType(expr.param, param, `the first argument of ${expr.op}`, report);
  return 'vector';
}

function checkUnary(expr: Unary, report: Report): Seen {
  const type = check(expr.expr, report);
  if (type === 'matrix' || type === 'string')
    report(`a sign is possible only before a scalar or an instant vector, not ${NAMES[type]}`, expr.span);
  return type;
}

function checkCall(call: Call, report: Report): Seen {
  const shape = FUNCTIONS.get(call.func);
  if (!shape) {
    for (const arg of call.args) check(arg, report);
    return 'unknown';
  }
  checkCount(call, shape, report);
  if (call.func === 'info') checkInfo(call, report);
  call.args.forEach((arg, index) => {
    const want = shape.args[Math.min(index, shape.args.length - 1)];
    const extra = index >= shape.args.length && shape.variadic === 0;
    if (want && !extra && !(call.func === 'info' && index === 1))
      expectType(arg, want, `argument ${index + 1} of ${call.func}()`, report);
  });
  return shape.result;
}

/** The second argument of info() is braces only, and may match everything. */
function checkInfo(call: Call, report: Report): void {
  const labels = call.args[1];
  if (labels && !isUnread(labels) && (labels.kind !== 'vector' || labels.name !== undefined))
    report('argument 2 of info() must be label matchers only', labels.span);
}

function checkCount(call: Call, shape: FunctionShape, report: Report): void {
  const seen = call.args.length;
  const least = shape.variadic === 0 ? shape.args.length : shape.args.length - 1;
  const most = shape.variadic < 0 ? Number.POSITIVE_INFINITY : least + shape.variadic;
  if (seen >= least && seen <= most) return;
  const wanted = least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  report(`${call.func}() takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${seen}`, call.span);
}

function checkBinary(expr: Binary, report: Report): Seen {
  const { first, operations } = spineOf(expr);
  let type = check(first, report);
  for (const operation of operations) type = checkOperation(operation, type, check(operation.right, report), report);
  return type;
}

function checkOperation(expr: Binary, left: Seen, right: Seen, report: Report): Seen {
  const { kind } = operatorShape(expr.op);
  if (expr.bool && kind !== 'comparison') report(`bool is possible only with a comparison, not with ${expr.op}`, expr.span);
  checkOperand(expr, expr.left, left, report);
  checkOperand(expr, expr.right, right, report);
  const scalars = left === 'scalar' && right === 'scalar';
  if (scalars && kind === 'comparison' && !expr.bool) {
    report(`two scalars can be compared only with ${expr.op} bool`, expr.span, `write ${expr.op} bool`);
  }
  if (kind === 'set' && (left === 'scalar' || right === 'scalar'))
    report(`${expr.op} is possible only between instant vectors`, expr.span);
  const unknown = left === 'unknown' || right === 'unknown';
  if (!unknown) checkMatching(expr, left === 'vector' && right === 'vector', report);
  return scalars ? 'scalar' : unknown ? 'unknown' : 'vector';
}

function checkOperand(expr: Binary, operand: Expr, type: Seen, report: Report): void {
  if (type !== 'matrix' && type !== 'string') return;
  report(
    `${expr.op} is possible only between scalars and instant vectors, this is ${NAMES[type]}`,
    operand.span,
    conversion(operand, type, 'vector'),
  );
}

function checkMatching(expr: Binary, vectors: boolean, report: Report): void {
  const { matching, fill } = expr;
  if (fill) checkFill(expr, vectors, report);
  if (!matching) return;
  const labels = matching.on ?? matching.ignoring ?? [];
  if (!vectors && labels.length > 0)
    report('on and ignoring are possible only between two instant vectors', matching.labelsSpan ?? expr.span);
  const twice = matching.on ? matching.include.findIndex((label) => matching.on?.includes(label)) : -1;
  if (twice >= 0) {
    const message = `label \`${matching.include[twice]}\` is in on and in group_${matching.group} at once`;
    report(message, matching.includeSpan?.labels[twice] ?? expr.span, 'remove it from one of the lists');
  }
  if (vectors && matching.group && operatorShape(expr.op).kind === 'set') {
    report(`${expr.op} has no group_${matching.group}: it matches many to many`, expr.span);
  }
}

function checkFill(expr: Binary, vectors: boolean, report: Report): void {
  if (!vectors) report('fill is possible only between two instant vectors', expr.span);
  else if (operatorShape(expr.op).kind === 'set') report(`${expr.op} has no fill`, expr.span);
}
