import { checkRe2 } from '../promql/re2.ts';
import { checkParent, isServiceName } from './check-field.ts';
import { printField } from './print-field.ts';
import type { TraceqlProblem } from './problem.ts';
import type { Binary, Exists, FieldExpr, SpansetFilter, Unary } from './tree.ts';
import { isNumeric, type Types, typeOf } from './type-of.ts';
import { everyExpr, isField } from './visit.ts';
import { ARITHMETIC, type ValueType } from './words.ts';

/** What each type can be compared with; `any` goes with all. */
const EQUALITY: ReadonlySet<string> = new Set(['=', '!=']);
const ORDER: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
const OPERATORS: ReadonlyMap<ValueType, ReadonlySet<string>> = new Map<ValueType, ReadonlySet<string>>([
  ...(['int', 'float', 'duration'] as const).map((type) => [type, new Set([...ORDER, ...ARITHMETIC])] as const),
  ['string', new Set([...ORDER, '=~', '!~'])],
  ['boolean', new Set([...EQUALITY, '&&', '||'])],
  ['status', EQUALITY],
  ['kind', EQUALITY],
  ['nil', EQUALITY],
]);
const NAMES: Readonly<Record<ValueType, string>> = {
  any: 'a value',
  string: 'text',
  int: 'a number',
  float: 'a number',
  duration: 'a duration',
  boolean: 'true or false',
  status: 'a status (ok, error, unset)',
  kind: 'a kind of span (server, client, …)',
  nil: 'nil',
};

/** More of one expression tell nothing new. */
const MOST_PROBLEMS = 10;

export interface Checked {
  readonly types: Types;
  readonly problems: readonly TraceqlProblem[];
}

/** Every part of an expression with its type, and where Tempo refuses one. */
export function checkExpr(root: FieldExpr): Checked {
  const types = new Map<FieldExpr, ValueType>();
  const problems: TraceqlProblem[] = [];
  for (const expr of everyExpr(root)) {
    types.set(expr, typeOf(expr, types));
    if (problems.length < MOST_PROBLEMS) problems.push(...problemsOf(expr, types));
  }
  return { types, problems };
}

export function checkFilter({ condition }: SpansetFilter): readonly TraceqlProblem[] {
  if (!condition) return [];
  const { types, problems } = checkExpr(condition);
  const type = types.get(condition) ?? 'any';
  if (type === 'any' || type === 'boolean') return problems;
  const message = `{ ${printField(condition)} } is no condition: it is neither true nor false.`;
  return [...problems, { code: 'traceql/type', message, span: condition.span, fix: 'compare it with something' }];
}

function problemsOf(expr: FieldExpr, types: Types): readonly TraceqlProblem[] {
  if (expr.kind === 'binary') return checkBinary(expr, types);
  if (expr.kind === 'unary') return checkUnary(expr, types);
  if (expr.kind === 'exists') return checkExists(expr);
  return isField(expr) ? checkParent(expr) : [];
}

function checkBinary(expr: Binary, types: Types): TraceqlProblem[] {
  const left = types.get(expr.left) ?? 'any';
  const right = types.get(expr.right) ?? 'any';
  if (!canMeet(left, right)) return [typeProblem(expr, `${described(expr.left, left)}, ${described(expr.right, right)}`)];
  const wrong = [left, right].findIndex((type) => type !== 'any' && !OPERATORS.get(type)?.has(expr.op));
  if (wrong >= 0) {
    const [side, type] = wrong === 0 ? [expr.left, left] : [expr.right, right];
    return [typeProblem(expr, `${described(side, type)}, which "${expr.op}" does not take`)];
  }
  return expr.op === '=~' || expr.op === '!~' ? checkRegex(expr, right) : [];
}

/** Whether two types can stand beside each other, whatever the operator. */
export function canMeet(left: ValueType, right: ValueType): boolean {
  if (left === right || left === 'any' || right === 'any' || left === 'nil' || right === 'nil') return true;
  return isNumeric(left) && isNumeric(right);
}

export function takes(op: string, type: ValueType): boolean {
  return type === 'any' || (OPERATORS.get(type)?.has(op) ?? false);
}

function checkRegex({ op, right, span }: Binary, type: ValueType): TraceqlProblem[] {
  if (right.kind !== 'static' || type === 'boolean') {
    const message = `"${op}" takes a pattern in quotes, not ${printField(right)}.`;
    return [{ code: 'traceql/type', message, span, fix: 'compare two attributes with = or !=' }];
  }
  const { wrong } = right.type === 'string' ? checkRe2(right.text) : { wrong: undefined };
  if (wrong === undefined) return [];
  return [
    {
      code: 'traceql/regex',
      message: `Tempo cannot read the pattern ${JSON.stringify(right.text)}: ${wrong}.`,
      span: right.span,
    },
  ];
}

function checkUnary(expr: Unary, types: Types): TraceqlProblem[] {
  const type = types.get(expr.expr) ?? 'any';
  if (type === 'any' || (expr.op === '-' ? isNumeric(type) : type === 'boolean')) return [];
  return [
    typeProblem(
      expr,
      `"${expr.op}" takes ${expr.op === '-' ? 'a number or a duration' : 'a condition'}, and ${described(expr.expr, type)}`,
    ),
  ];
}

/** Intrinsics and the service name are always there. */
function checkExists({ negated, expr, span }: Exists): TraceqlProblem[] {
  const always = expr.kind === 'intrinsic' || (expr.kind === 'attribute' && isServiceName(expr));
  if (!negated || !always) return [];
  const message = `${printField(expr)} is never nil, and Tempo refuses to ask.`;
  return [
    { code: 'traceql/never-nil', message, span, fix: `compare it with "" or a value, or write ${printField(expr)} != nil` },
  ];
}

function described(expr: FieldExpr, type: ValueType): string {
  return `${printField(expr)} is ${NAMES[type]}`;
}

function typeProblem(expr: FieldExpr, reason: string): TraceqlProblem {
  const shown = printField(expr);
  return { code: 'traceql/type', message: `Tempo refuses ${shown}: ${reason}.`, span: expr.span };
}
