import { isPlainName } from './lex-attribute.ts';
import type { Attribute, Binary, Field, FieldExpr, Static, Unary } from './tree.ts';
import { COMPARISON_LEVEL, FIELD_LEVELS, RIGHT_LEVEL, UNARY_LEVELS } from './words.ts';

/** Behind `parent.` these would be read as a scope. */
const INNER_SCOPE = /^(?:span|resource)\./;

export function printAttribute({ scope, parent, name }: Pick<Attribute, 'scope' | 'parent' | 'name'>): string {
  const before = [...(parent ? ['parent'] : []), ...(scope ? [scope] : [])].join('.');
  const plain = isPlainName(name) && !(parent && INNER_SCOPE.test(name)) && !(before === '' && /^\d/.test(name));
  return `${before}.${plain ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`}`;
}

export function printOneField(field: Field): string {
  return field.kind === 'attribute' ? printAttribute(field) : field.name;
}

export function printStatic({ type, text }: Static): string {
  return type === 'string' ? JSON.stringify(text) : text;
}

/** An expression with the parentheses it needs and no others. */
export function printField(expr: FieldExpr): string {
  if (expr.kind === 'static') return printStatic(expr);
  if (expr.kind === 'unary') return printUnary(expr);
  if (expr.kind === 'exists') return `${printBeside(expr.expr, COMPARISON_LEVEL)} ${expr.negated ? '=' : '!='} nil`;
  return expr.kind === 'binary' ? printBinary(expr) : printOneField(expr);
}

/** Goes down the left side without recursion: a chain may be long. */
function printBinary(root: Binary): string {
  const behind: string[] = [];
  let expr: FieldExpr = root;
  let above = 0;
  while (expr.kind === 'binary' && levelOf(expr) >= above && !isRight(expr, above)) {
    const level = levelOf(expr);
    behind.push(` ${expr.op} ${printBeside(expr.right, level === RIGHT_LEVEL ? level - 1 : level, true)}`);
    above = level;
    expr = expr.left;
  }
  return printBeside(expr, above) + behind.reverse().join('');
}

/** `a ^ b ^ c` is `a ^ (b ^ c)`. */
function isRight(expr: Binary, above: number): boolean {
  return levelOf(expr) === RIGHT_LEVEL && above === RIGHT_LEVEL;
}

/** An operand of an operator of this level; on the right, one of the same level needs parentheses. */
function printBeside(expr: FieldExpr, level: number, right = false): string {
  const own = levelOf(expr);
  const tight = right ? own > level : own >= level && !(own === RIGHT_LEVEL && level === RIGHT_LEVEL);
  // A sign takes what binds tighter behind it, so beside arithmetic it must be closed off.
  const open = expr.kind === 'unary' && level > COMPARISON_LEVEL;
  return tight && !open ? printField(expr) : `(${printField(expr)})`;
}

function printUnary({ op, expr }: Unary): string {
  const inner = printField(expr);
  return expr.kind === 'unary' || levelOf(expr) > UNARY_LEVELS[op] ? `${op}${inner}` : `${op}(${inner})`;
}

function levelOf(expr: FieldExpr): number {
  if (expr.kind === 'binary') return FIELD_LEVELS.get(expr.op) ?? 0;
  return expr.kind === 'exists' ? COMPARISON_LEVEL : Number.POSITIVE_INFINITY;
}
