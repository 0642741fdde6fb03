import { parseDuration } from '../../kernel/duration.ts';
import { type Cursor, next, report } from './cursor.ts';
import { MAX_DURATION_MS } from './duration-length.ts';
import { requireGate } from './gate.ts';
import { GATES } from './gates.ts';
import { numberValue } from './lex-number.ts';
import type { Token } from './token.ts';
import type { NumberLiteral } from './tree.ts';

export function isNumber(token: Token): boolean {
  return token.kind === 'number' || token.kind === 'duration' || isNamedNumber(token);
}

function isNamedNumber(token: Token): boolean {
  return token.keyword === 'inf' || token.keyword === 'nan';
}

/** The number at the cursor, with the sign that was read before it. */
export function parseNumber(cursor: Cursor, sign?: Token): NumberLiteral {
  const token = next(cursor);
  const span = { from: sign?.from ?? token.from, to: token.to };
  const negative = sign?.text === '-';
  const text = negative ? `-${token.text}` : token.text;
  if (token.text.includes('_')) requireGate(cursor, GATES.underscores, `\`${token.text}\``, token);
  if (token.kind === 'duration') return durationLiteral(cursor, token, negative, text, span);
  const value = numberValue(token.text);
  if (value === undefined) report(cursor, 'promql/syntax', `${token.text} is larger than any number Prometheus holds`, token);
  return { kind: 'number', span, value: (negative ? -1 : 1) * (value ?? 0), text };
}

/** A placeholder Grafana replaces by a number before Prometheus sees it. */
export function parseVariableNumber(cursor: Cursor): NumberLiteral {
  const { from, to, text } = next(cursor);
  return { kind: 'number', span: { from, to }, value: Number.NaN, text };
}

export function milliseconds(cursor: Cursor, token: Token): number {
  const ms = parseDuration(token.text);
  if (ms !== undefined && ms <= MAX_DURATION_MS) return ms;
  const fix = 'units go from large to small, each once: y w d h m s ms';
  report(cursor, 'promql/syntax', `\`${token.text}\` is no duration`, token, fix);
  return 0;
}

function durationLiteral(
  cursor: Cursor,
  token: Token,
  negative: boolean,
  text: string,
  span: NumberLiteral['span'],
): NumberLiteral {
  const durationMs = (negative ? -1 : 1) * milliseconds(cursor, token);
  return { kind: 'number', span, value: durationMs / 1000, text, durationMs };
}

export function negate(literal: NumberLiteral, from: number): NumberLiteral {
  const text = literal.text.startsWith('-') ? literal.text.slice(1) : `-${literal.text}`;
  const span = { from, to: literal.span.to };
  const durationMs = literal.durationMs === undefined ? {} : { durationMs: -literal.durationMs };
  return { kind: 'number', span, value: -literal.value, text, ...durationMs };
}

export function isOutOfRange(ms: number): boolean {
  return Math.abs(ms) > MAX_DURATION_MS;
}
