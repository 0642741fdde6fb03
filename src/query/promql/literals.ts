import type { Expr } from './tree.ts';

/** What stands inside parentheses. */
export function bare(expr: Expr | undefined): Expr | undefined {
  let inner = expr;
  while (inner?.kind === 'paren') inner = inner.expr;
  return inner;
}

export function textOf(expr: Expr | undefined): string | undefined {
  const string = bare(expr);
  return string?.kind === 'string' ? string.value : undefined;
}

/** The number an argument is; undefined where it is computed, or Grafana fills it in. */
export function numberOf(expr: Expr | undefined): number | undefined {
  const number = bare(expr);
  return number?.kind === 'number' && !Number.isNaN(number.value) ? number.value : undefined;
}

/** Whether a quantile is one: outside of 0 to 1 it is an infinity. */
export function isShare(expr: Expr | undefined): boolean {
  const value = numberOf(expr);
  return value !== undefined && value >= 0 && value <= 1;
}
