import type { Reader } from './reader.ts';
import type { FilterOperator, LabelComparison, LabelCondition } from './tree.ts';

const OPERATORS: ReadonlySet<string> = new Set<FilterOperator>(['=', '!=', '=~', '!~', '==', '>', '>=', '<', '<=']);
const ORDERED: ReadonlySet<string> = new Set(['==', '>', '>=', '<', '<=']);
const VALUES: ReadonlySet<string> = new Set(['number', 'duration', 'variable']);

/** `level="error" and duration > 1s`; `and`, a comma or nothing join the same way. */
export function parseCondition(reader: Reader): LabelCondition {
  let left = parseAnd(reader);
  while (reader.take('or')) left = { kind: 'logic', op: 'or', left, right: parseAnd(reader) };
  return left;
}

function parseAnd(reader: Reader): LabelCondition {
  let left = parseUnit(reader);
  while (reader.take('and') || reader.take(',') || startsUnit(reader)) {
    left = { kind: 'logic', op: 'and', left, right: parseUnit(reader) };
  }
  return left;
}

function startsUnit(reader: Reader): boolean {
  return reader.is('(') || (reader.peek().kind === 'word' && OPERATORS.has(reader.peek(1).text));
}

function parseUnit(reader: Reader): LabelCondition {
  if (!reader.take('(')) return parseComparison(reader);
  const inner = parseCondition(reader);
  reader.expect(')');
  return inner;
}

function parseComparison(reader: Reader): LabelComparison {
  const label = reader.expectLabel();
  if (!OPERATORS.has(reader.peek().text)) throw reader.unexpected('a comparison');
  const op = reader.next().text as FilterOperator; // one of OPERATORS
  const value = parseValue(reader, op);
  return { kind: 'comparison', label: label.text, op, value, span: reader.spanFrom(label.span.from) };
}

function parseValue(reader: Reader, op: FilterOperator): LabelComparison['value'] {
  if (reader.peek().kind === 'string' && !ORDERED.has(op)) return { type: 'string', text: reader.next().value };
  if (reader.is('ip') && reader.is('(', 1)) return { type: 'ip', text: parseIp(reader) };
  const sign = reader.take('-') ? '-' : '';
  if (VALUES.has(reader.peek().kind)) return { type: 'number', text: `${sign}${reader.next().text}` };
  throw reader.unexpected(ORDERED.has(op) ? 'a number, a duration or a size' : 'a text in quotes');
}

/** The text of `ip("10.0.0.0/8")`. */
export function parseIp(reader: Reader): string {
  reader.expect('ip');
  reader.expect('(');
  const { value } = reader.expectKind('string', 'an address in quotes');
  reader.expect(')');
  return value;
}
