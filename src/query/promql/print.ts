import { durationText, isArithmetic, plainNumber } from './duration-length.ts';
import { operatorShape, POWER_PRECEDENCE, SIGN_PRECEDENCE } from './operators.ts';
import { NO_BARE_LABEL } from './parse-labels.ts';
import { spineOf } from './spine.ts';
import type {
  Aggregation,
  Binary,
  Expr,
  Fill,
  Matcher,
  Range,
  Subquery,
  TimeShift,
  Unary,
  VectorMatching,
  VectorSelector,
} from './tree.ts';

const LABEL = /^[A-Za-z_]\w*$/;
const METRIC = /^[A-Za-z_:][\w:]*$/;
/** Words that read as something else where a metric stands. */
const NO_METRIC = /^(?:bool|on|ignoring|group_left|group_right|atan2|inf|nan)$/i;

/** One line, as Prometheus prints it: parentheses the tree has, and those it needs. */
export function printPromql(expr: Expr): string {
  if (expr.kind === 'number') return expr.text;
  if (expr.kind === 'string') return quote(expr.value);
  if (expr.kind === 'vector') return printSelector(expr) + printModifiers(expr);
  if (expr.kind === 'matrix') return `${printSelector(expr.selector)}[${printRange(expr.range)}]${printModifiers(expr.selector)}`;
  if (expr.kind === 'subquery') return printSubquery(expr);
  if (expr.kind === 'call') return `${expr.func}(${expr.args.map(printPromql).join(', ')})`;
  if (expr.kind === 'aggregation') return printAggregation(expr);
  if (expr.kind === 'binary') return printBinary(expr);
  if (expr.kind === 'paren') return `(${printPromql(expr.expr)})`;
  return printSigned(expr.op, expr.expr);
}

/** `foo{a="b"}` without range, offset and @. */
function printSelector({ name, matchers }: VectorSelector): string {
  const texts = matchers.map(printMatcher);
  if (name === undefined) return `{${texts.join(',')}}`;
  const plain = METRIC.test(name) && !NO_METRIC.test(name) && !matchers.some(({ label }) => label === '__name__');
  if (!plain) return `{${[quote(name), ...texts].join(',')}}`;
  return texts.length === 0 ? name : `${name}{${texts.join(',')}}`;
}

function printMatcher({ label, op, value }: Matcher): string {
  return `${printLabel(label)}${op}${quote(value)}`;
}

function printModifiers(selector: VectorSelector): string {
  return `${printShift(selector)}${selector.extended === undefined ? '' : ` ${selector.extended}`}`;
}

function printShift({ offset, offsetVariable, at }: TimeShift): string {
  const instant = at === undefined ? '' : ` @ ${typeof at === 'number' ? plainNumber(at) : `${at}()`}`;
  if (offsetVariable !== undefined) return `${instant} offset ${printVariableOffset(offsetVariable)}`;
  return offset === undefined ? instant : `${instant} offset ${durationText(offset)}`;
}

/** An offset is one operand: arithmetic needs a parenthesis. */
function printVariableOffset(text: string): string {
  return isArithmetic(text) ? `(${text})` : text;
}

function printRange(range: Range): string {
  return 'variable' in range ? range.variable : durationText(range.ms);
}

function printSubquery(expr: Subquery): string {
  return `${printOperand(expr.expr, POWER_PRECEDENCE + 1)}${printSubqueryRange(expr)}`;
}

/** `[1h:5m] offset 1d`. */
export function printSubqueryRange(expr: Subquery): string {
  return `[${printRange(expr.range)}:${expr.step ? printRange(expr.step) : ''}]${printShift(expr)}`;
}

function printAggregation(aggregation: Aggregation): string {
  const { param, expr } = aggregation;
  return `${printAggregator(aggregation)}(${param ? `${printPromql(param)}, ` : ''}${printPromql(expr)})`;
}

/** `sum by (a) `, before the parenthesis. */
export function printAggregator({ op, by, without }: Aggregation): string {
  return `${op}${by ? ` by (${printLabels(by)}) ` : without ? ` without (${printLabels(without)}) ` : ''}`;
}

function printBinary(expr: Binary): string {
  const { first, operations } = spineOf(expr);
  return operations.reduce((text, operation) => {
    const { op, left, right } = operation;
    const { precedence } = operatorShape(op);
    const tight = op === '^';
    const before = bindingOf(left) < (tight ? precedence + 1 : precedence) ? `(${text})` : text;
    return `${before} ${op}${printBinaryModifiers(operation)} ${printRight(right, tight ? precedence : precedence + 1)}`;
  }, printPromql(first));
}

/** ` bool on (a) group_left (b) fill (0)`. */
export function printBinaryModifiers({ bool, matching, fill }: Binary): string {
  return `${bool ? ' bool' : ''}${matching ? printMatching(matching) : ''}${fill ? printFill(fill) : ''}`;
}

function printFill({ left, right }: Fill): string {
  if (left && right && left.text === right.text) return ` fill (${left.text})`;
  return `${left ? ` fill_left (${left.text})` : ''}${right ? ` fill_right (${right.text})` : ''}`;
}

function printMatching({ on, ignoring, group, include }: VectorMatching): string {
  const labels = on ? ` on (${printLabels(on)})` : ` ignoring (${printLabels(ignoring ?? [])})`;
  return group ? `${labels} group_${group} (${printLabels(include)})` : labels;
}

/** The sign of a bare number would be read as part of it. */
function printSigned(op: string, expr: Expr): string {
  return expr.kind === 'number' ? `${op}(${expr.text})` : `${op}${printRight(expr, SIGN_PRECEDENCE + 1)}`;
}

/** The operands of an operation as they are printed, in parentheses where they need them. */
export function operandsOf({ op, left, right }: Binary): { readonly left: Expr; readonly right: Expr } {
  const { precedence } = operatorShape(op);
  const tight = op === '^';
  return {
    left: wrapped(left, tight ? precedence + 1 : precedence),
    right: isSigned(right) ? right : wrapped(right, tight ? precedence : precedence + 1),
  };
}

/** What a sign stands before. */
export function signedOperand(expr: Unary): Expr {
  return isSigned(expr.expr) ? expr.expr : wrapped(expr.expr, SIGN_PRECEDENCE + 1);
}

/** What a subquery is taken of. */
export function subqueryOperand(expr: Subquery): Expr {
  return wrapped(expr.expr, POWER_PRECEDENCE + 1);
}

function wrapped(expr: Expr, minimum: number): Expr {
  return bindingOf(expr) < minimum ? { kind: 'paren', span: expr.span, expr } : expr;
}

/** To the right of an operator a sign can only belong to what follows it. */
function printRight(expr: Expr, minimum: number): string {
  return isSigned(expr) ? printPromql(expr) : printOperand(expr, minimum);
}

/** In parentheses where it binds looser than `minimum`. */
function printOperand(expr: Expr, minimum: number): string {
  const text = printPromql(expr);
  return bindingOf(expr) < minimum ? `(${text})` : text;
}

function bindingOf(expr: Expr): number {
  if (expr.kind === 'binary') return operatorShape(expr.op).precedence;
  if (endsInParenthesis(expr)) return 0;
  return isSigned(expr) ? SIGN_PRECEDENCE : POWER_PRECEDENCE + 1;
}

/** After `offset (a + b)` Prometheus reads a further operator as part of the offset. */
function endsInParenthesis(expr: Expr): boolean {
  const shift = expr.kind === 'matrix' ? expr.selector : expr;
  return 'offsetVariable' in shift && shift.offsetVariable !== undefined && isArithmetic(shift.offsetVariable);
}

function isSigned(expr: Expr): boolean {
  return expr.kind === 'unary' || (expr.kind === 'number' && /^[-+]/.test(expr.text));
}

function printLabels(labels: readonly string[]): string {
  return labels.map(printListed).join(', ');
}

function printLabel(label: string): string {
  return LABEL.test(label) ? label : quote(label);
}

function printListed(label: string): string {
  return NO_BARE_LABEL.test(label) ? quote(label) : printLabel(label);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A Go string literal; half a surrogate pair becomes U+FFFD, which Prometheus takes only escaped. */
export function quote(value: string): string {
  const escaped = value.toWellFormed().replace(/[\\"\x00-\x1f\x7f\ufffd]/g, (character) => {
    return ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
