import type { Not, Variable } from '../authored/selection.ts';
import type { MatchOp } from '../model/matcher.ts';
import { type Matcher, NO_SPAN } from '../query/promql/tree.ts';

/** A matcher from what an author wrote in `.where({ label: match })`. */
export function matcherOf(label: string, match: unknown): Matcher {
  const { op, value } = matchOf(match);
  return { label, op, value, span: NO_SPAN };
}

/** Operator and value of a match: a text, a list, a pattern, `not(…)`, or a dashboard variable. */
export function matchOf(match: unknown): { readonly op: MatchOp; readonly value: string } {
  if (match instanceof RegExp) return { op: '=~', value: patternOf(match) };
  if (Array.isArray(match))
    return match.length === 1 ? { op: '=', value: String(match[0]) } : { op: '=~', value: oneOfPattern(match) };
  if (isNot(match))
    return match.values.length === 1
      ? { op: '!=', value: String(match.values[0]) }
      : { op: '!~', value: oneOfPattern(match.values) };
  if (isVariable(match)) return { op: '=~', value: `$${match.name}` };
  return { op: '=', value: String(match) };
}

/** RE2 text of a JavaScript pattern; Prometheus anchors it. */
export function patternOf(pattern: RegExp): string {
  return pattern.flags.includes('i') ? `(?i:${pattern.source})` : pattern.source;
}

function oneOfPattern(values: readonly unknown[]): string {
  return values.map((value) => String(value).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
}

function isNot(match: unknown): match is Not<string> {
  return typeof match === 'object' && match !== null && (match as { kind?: unknown }).kind === 'not';
}

function isVariable(match: unknown): match is Variable {
  return typeof match === 'object' && match !== null && (match as { kind?: unknown }).kind === 'variable';
}
