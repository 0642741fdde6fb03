import { seriesNameOf } from './analyse-selector.ts';
import { operatorShape } from './operators.ts';
import { ALERT_SERIES } from './series.ts';
import type { Expr } from './tree.ts';
import { childrenOf } from './visit.ts';
import { problem, type Walk } from './walk.ts';

/** An alert fires for every series its expression gives; without a condition that is always. */
export function checkAlert(walk: Walk, expr: Expr): void {
  if (isConditional(expr)) return;
  const message = 'the expression has no condition, so the alert fires as long as the series exist';
  const fix = saysWhether(expr) ? 'take bool off: with it every series stays, as 0 or 1' : 'compare it: … > 0';
  problem(walk, 'alert-without-comparison', expr.span, message, fix, 'warning');
}

/** A chain of operators is a tree as deep as it is long: its parts wait in a list, not on the stack. */
function isConditional(expr: Expr): boolean {
  const waiting = [expr];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    if (isCondition(part)) return true;
    waiting.push(...childrenOf(part));
  }
  return false;
}

function saysWhether(expr: Expr): boolean {
  return expr.kind === 'paren' ? saysWhether(expr.expr) : expr.kind === 'binary' && expr.bool;
}

/** `vector(1)` is the usual dead man's switch, which is meant to fire always. */
function isCondition(expr: Expr): boolean {
  if (expr.kind === 'binary' && operatorShape(expr.op).kind === 'set') return true;
  if (expr.kind === 'binary' && operatorShape(expr.op).kind === 'comparison' && !expr.bool) return true;
  if (expr.kind === 'call' && /^(?:absent|absent_over_time|vector)$/.test(expr.func)) return true;
  return expr.kind === 'vector' && ALERT_SERIES.has(seriesNameOf(expr) ?? '');
}
