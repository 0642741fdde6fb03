import { didYouMean } from '../../kernel/nearest.ts';
import { ipProblem } from './check-ip.ts';
import { checkPattern } from './check-pattern.ts';
import { numberOf } from './lex-number.ts';
import { parseText } from './parse-parts.ts';
import type { Reader } from './reader.ts';
import type { FilterOperator, FilterValue, LabelComparison, LabelCondition, Span } from './tree.ts';
import { PARSERS } from './words.ts';

const OPERATORS: ReadonlySet<string> = new Set<FilterOperator>(['=', '!=', '=~', '!~', '==', '>', '>=', '<', '<=']);
const ORDERED: ReadonlySet<string> = new Set(['==', '>', '>=', '<', '<=']);
const REGEX: ReadonlySet<string> = new Set(['=~', '!~']);
const BINDING = { or: 1, and: 2 } as const;

/**
 * `level="error" and duration > 1s`. As Loki reads it: `and` binds tighter than `or`, but a comma, or nothing at all, takes everything
 * that follows: `a="1", b="2" or c="3"` is `a="1" and (b="2" or c="3")`.
 */
export function parseCondition(reader: Reader, above = 0): LabelCondition {
  let left = parseUnit(reader);
  for (;;) {
    const op = reader.is('or') ? 'or' : reader.is('and') ? 'and' : undefined;
    if (op !== undefined && BINDING[op] <= above) return left;
    if (op === undefined && !reader.take(',') && !startsUnit(reader)) return left;
    if (op !== undefined) reader.next();
    reader.countOperator();
    const right = parseCondition(reader, op === undefined ? 0 : BINDING[op]);
    left = { kind: 'logic', op: op ?? 'and', left, right };
  }
}

function startsUnit(reader: Reader): boolean {
  return reader.is('(') || reader.isLabel();
}

function parseUnit(reader: Reader): LabelCondition {
  if (!reader.take('(')) return parseComparison(reader);
  const inner = reader.nested(() => parseCondition(reader));
  reader.expect(')');
  return inner;
}

function parseComparison(reader: Reader): LabelComparison {
  const label = reader.expectLabel('a parser, a label filter or a format');
  if (!reader.isAny(OPERATORS)) throw reader.unexpected('a comparison', meantStage(label.text));
  const op = reader.next().text as FilterOperator; // one of OPERATORS
  const value = parseValue(reader, op);
  const span = reader.spanFrom(label.span.from);
  if (REGEX.has(op)) checkPattern(reader, value.text, span);
  checkValue(reader, value, span);
  return { kind: 'comparison', label: label.text, op, value, span };
}

/** `| jsn` reads as a filter by a label called jsn. */
function meantStage(word: string): string | undefined {
  return didYouMean(word, [...PARSERS, 'line_format', 'label_format', 'unwrap', 'drop', 'keep']);
}

/** What Loki reads and then refuses, or reads as something else. */
function checkValue(reader: Reader, { type, text }: FilterValue, span: Span): void {
  const wrong = type === 'ip' ? ipProblem(text) : undefined;
  if (wrong !== undefined) reader.report(`ip(${JSON.stringify(text)}) cannot be used: ${wrong}.`, span, undefined, 'logql/stage');
  if (type !== 'number' || text.startsWith('$') || numberOf(text.replace(/^-/, '')) !== undefined) return;
  reader.report(
    `Loki does not read ${text} and compares with another number.`,
    span,
    'write it in decimal digits',
    'logql/stage',
  );
}

function parseValue(reader: Reader, op: FilterOperator): FilterValue {
  if (REGEX.has(op)) return { type: 'string', text: parseText(reader) };
  if (!ORDERED.has(op)) {
    if (reader.peek().kind === 'string') return { type: 'string', text: reader.next().value };
    if (reader.is('ip')) return { type: 'ip', text: parseIp(reader) };
  }
  return parseQuantity(reader, op);
}

function parseQuantity(reader: Reader, op: FilterOperator): FilterValue {
  const { kind } = reader.peek();
  if (kind === 'duration' || kind === 'bytes') return { type: kind, text: reader.next().text };
  const sign = reader.is('-') || reader.is('+') ? reader.next().text : '';
  const number = reader.peek();
  if (number.kind === 'number' || (number.kind === 'variable' && sign === ''))
    return { type: 'number', text: `${sign === '-' ? '-' : ''}${reader.next().text}` };
  if (number.kind === 'string') throw reader.unexpected('a number, a duration or a size', `write it without quotes`);
  throw reader.unexpected(ORDERED.has(op) ? 'a number, a duration or a size' : 'a text in quotes');
}

/** The text of `ip("10.0.0.0/8")`. */
export function parseIp(reader: Reader): string {
  reader.expect('ip');
  reader.expect('(');
  const text = parseText(reader, 'an address in quotes');
  reader.expect(')');
  return text;
}
