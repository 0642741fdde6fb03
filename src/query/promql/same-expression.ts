import type { Expr } from './tree.ts';

/** Whether two expressions are the same but for spaces and parentheses. Their parts wait in a list: chains are as deep as long. */
export function isSameExpression(a: Expr, b: Expr): boolean {
  const waiting: unknown[] = [a, b];
  while (waiting.length > 0) {
    const right = withoutParens(waiting.pop());
    const left = withoutParens(waiting.pop());
    if (left === right) continue;
    if (!isObject(left) || !isObject(right)) {
      if (!Object.is(left, right)) return false;
      continue;
    }
    if (left['kind'] !== right['kind']) return false;
    const keys = Object.keys(left).filter(isMeaning);
    if (Object.keys(right).filter(isMeaning).length !== keys.length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(right, key)) return false;
      waiting.push(left[key], right[key]);
    }
  }
  return true;
}

/** Where it is written says nothing. */
function isMeaning(key: string): boolean {
  return key !== 'span';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function withoutParens(value: unknown): unknown {
  let inner = value;
  while (isObject(inner) && inner['kind'] === 'paren') inner = inner['expr'];
  return inner;
}
