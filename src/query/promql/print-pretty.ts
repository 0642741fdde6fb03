import {
  operandsOf,
  printAggregator,
  printBinaryModifiers,
  printPromql,
  printSubqueryRange,
  signedOperand,
  subqueryOperand,
} from './print.ts';
import type { Binary, Expr } from './tree.ts';
import { childrenOf } from './visit.ts';

/** What is longer, in bytes, is broken. */
const MAX_WIDTH = 100;
/** A chain that is longer stays on its line: each of its operators would be indented deeper. */
const MAX_CHAIN = 200;
const INDENT = '  ';

/** An expression over several lines where it is long, broken where `promtool promql format` breaks it. */
export function printPromqlPretty(expr: Expr): string {
  return pretty(expr, 0);
}

function pretty(expr: Expr, level: number): string {
  const indent = INDENT.repeat(level);
  if (expr.kind === 'unary') return `${indent}${expr.op}${printSigned(signedOperand(expr), level)}`;
  // A subquery that fits its line is not indented by promtool, so neither is it here.
  if (fits(expr)) return (expr.kind === 'subquery' ? '' : indent) + printPromql(expr);
  if (expr.kind === 'paren') return `${indent}(\n${pretty(expr.expr, level + 1)}\n${indent})`;
  if (expr.kind === 'call') return `${indent}${expr.func}${list(expr.args, level)}`;
  if (expr.kind === 'subquery') return pretty(subqueryOperand(expr), level) + printSubqueryRange(expr);
  if (expr.kind === 'binary') return prettyBinary(expr, level);
  if (expr.kind !== 'aggregation') return indent + printPromql(expr);
  return `${indent}${printAggregator(expr)}${list(expr.param ? [expr.param, expr.expr] : [expr.expr], level)}`;
}

/** The sign of a bare number would be read as part of it. */
function printSigned(operand: Expr, level: number): string {
  return operand.kind === 'number' ? `(${operand.text})` : pretty(operand, level).trim();
}

function list(args: readonly Expr[], level: number): string {
  return `(\n${args.map((arg) => pretty(arg, level + 1)).join(',\n')}\n${INDENT.repeat(level)})`;
}

function prettyBinary(expr: Binary, level: number): string {
  if (isLongChain(expr)) return INDENT.repeat(level) + printPromql(expr);
  const { left, right } = operandsOf(expr);
  const operator = `${INDENT.repeat(level)}${expr.op}${printBinaryModifiers(expr)}`;
  return `${pretty(left, level + 1)}\n${operator}\n${pretty(right, level + 1)}`;
}

function isLongChain(expr: Binary): boolean {
  let length = 0;
  for (let node: Expr = expr; node.kind === 'binary'; node = node.left) if (++length > MAX_CHAIN) return true;
  return false;
}

/** Counts nodes first, each being a character at least, so that a large tree is not printed once per level. */
function fits(expr: Expr): boolean {
  const waiting = [expr];
  for (let count = 0; waiting.length > 0; count++) {
    if (count > MAX_WIDTH) return false;
    waiting.push(...childrenOf(waiting.pop() ?? expr));
  }
  return new TextEncoder().encode(printPromql(expr)).length <= MAX_WIDTH;
}
