import { isComparison } from './compare-bounds.ts';
import type { Presence } from './facts.ts';
import { AGGREGATORS, FUNCTIONS } from './functions.ts';
import { textOf } from './literals.ts';
import { operatorShape } from './operators.ts';
import type { Aggregation, Binary, Call, Expr } from './tree.ts';
import { typeOf } from './type-of.ts';
import { knownFacts, type Walk } from './walk.ts';

/** Whether series carry the metric name: what computes a new value drops it, what only chooses series keeps it. */
export function nameOf(walk: Walk, expr: Expr): Presence {
  if (expr.kind === 'aggregation') return aggregationName(walk, expr);
  if (expr.kind === 'binary') return binaryName(walk, expr);
  if (expr.kind === 'call') return callName(walk, expr);
  if (expr.kind === 'unary') return expr.op === '-' ? 'never' : knownFacts(walk, expr.expr).name;
  return expr.kind === 'paren' || expr.kind === 'subquery' ? knownFacts(walk, expr.expr).name : 'never';
}

function aggregationName(walk: Walk, { op, by, without, expr, param }: Aggregation): Presence {
  if (op === 'count_values' && textOf(param) === '__name__') return without ? 'never' : 'always';
  const kept = AGGREGATORS.get(op)?.keepsSeries || by?.includes('__name__');
  return kept ? knownFacts(walk, expr).name : 'never';
}

function callName(walk: Walk, call: Call): Presence {
  if (FUNCTIONS.get(call.func)?.dropsName !== false) return 'never';
  if (/^label_(?:replace|join)$/.test(call.func) && textOf(call.args[1]) === '__name__') return 'possibly';
  return knownFacts(walk, call.args[0]).name;
}

function binaryName(walk: Walk, expr: Binary): Presence {
  const left = knownFacts(walk, expr.left).name;
  const right = knownFacts(walk, expr.right).name;
  if (expr.op === 'or') return left === right ? left : 'possibly';
  if (operatorShape(expr.op).kind === 'set') return left;
  const filters = (isComparison(expr.op) && !expr.bool) || operatorShape(expr.op).kind === 'trim';
  if (!filters) return 'never';
  if (typeOf(expr.left, walk.types) === 'scalar') return right;
  if (typeOf(expr.right, walk.types) === 'scalar') return left;
  return pairedName(expr, left, right);
}

/** One to one, `on (…)` keeps the labels it lists and nothing else. */
function pairedName({ matching }: Binary, left: Presence, right: Presence): Presence {
  if (matching?.include.includes('__name__')) return 'possibly';
  if (matching?.group) return matching.group === 'left' ? left : right;
  return matching?.on && !matching.on.includes('__name__') ? 'never' : left;
}
