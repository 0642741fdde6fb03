import { climb } from './climb.ts';
import { type Reader, unknownIntrinsic } from './reader.ts';
import type { Exists, Field, FieldExpr, FieldOperator, Static } from './tree.ts';
import { COMPARISON_LEVEL, FIELD_LEVELS, INTRINSICS, UNARY_LEVELS, WORD_STATICS } from './words.ts';

const CANDIDATES: readonly string[] = [...INTRINSICS.keys(), ...WORD_STATICS.keys()];

/** What stands in `{…}`, `by(…)` and an aggregate. */
export function parseField(reader: Reader, above = 0): FieldExpr {
  return climb<FieldExpr>(reader, parseOperand(reader), above, {
    levels: FIELD_LEVELS,
    operand: () => parseOperand(reader),
    join: (op, left, right) => ({
      kind: 'binary',
      op: op as FieldOperator, // the operators of FIELD_LEVELS
      left,
      right,
      span: { from: left.span.from, to: right.span.to },
    }),
    special: (left) => parseNilBehind(reader, left),
  });
}

/** `… != nil` and `… = nil` ask whether there is a value. */
function parseNilBehind(reader: Reader, expr: FieldExpr): Exists | undefined {
  const op = reader.word();
  if ((op !== '=' && op !== '!=') || !reader.is('nil', 1)) return undefined;
  reader.next();
  const { span } = reader.next();
  return { kind: 'exists', negated: op === '=', expr, span: { from: expr.span.from, to: span.to } };
}

function parseOperand(reader: Reader): FieldExpr {
  return reader.nest(() => {
    const { span } = reader.peek();
    const sign = reader.word();
    if (sign === 'nil') return parseNilBefore(reader);
    if (sign === '(') return parseParen(reader);
    if (sign === '-' || sign === '!') {
      reader.next();
      const expr = parseField(reader, UNARY_LEVELS[sign]);
      return { kind: 'unary', op: sign, expr, span: reader.spanFrom(span.from) };
    }
    return takeField(reader) ?? parseStatic(reader);
  });
}

function parseParen(reader: Reader): FieldExpr {
  reader.expect('(');
  const expr = parseField(reader);
  reader.expect(')');
  return expr;
}

/** `nil != span.foo`; nothing else can follow it. */
function parseNilBefore(reader: Reader): FieldExpr {
  const { span } = reader.next();
  const op = reader.word();
  if (op !== '=' && op !== '!=') throw reader.unexpected('"=" or "!=" after nil');
  reader.next();
  if (reader.is('nil')) {
    reader.next();
    return { kind: 'static', type: 'boolean', text: 'false', span: reader.spanFrom(span.from) };
  }
  const expr = parseField(reader, COMPARISON_LEVEL);
  return { kind: 'exists', negated: op === '=', expr, span: reader.spanFrom(span.from) };
}

/** An attribute or an intrinsic, where one comes. */
function takeField(reader: Reader): Field | undefined {
  const { kind, text, span, scope, parent = false } = reader.peek();
  const isField = kind === 'attribute' || kind === 'intrinsic' || (kind === 'word' && INTRINSICS.has(text));
  if (!isField) return undefined;
  reader.next();
  if (kind === 'attribute') return { kind, name: text, scope, parent, span };
  return { kind: 'intrinsic', name: text, span };
}

export function parseOneField(reader: Reader): Field {
  const field = takeField(reader);
  if (!field) throw unexpectedValue(reader, 'an attribute, as span.http.route, or an intrinsic, as duration');
  return field;
}

export function parseFields(reader: Reader): Field[] {
  reader.expect('(');
  const fields: Field[] = [];
  do fields.push(parseOneField(reader));
  while (reader.take(','));
  reader.expect(')');
  return fields;
}

export function parseStatic(reader: Reader): Static {
  const { kind, text, span } = reader.peek();
  const word = kind === 'word' ? WORD_STATICS.get(text) : undefined;
  const literal = kind === 'string' || kind === 'int' || kind === 'float' || kind === 'duration' || kind === 'variable';
  const type = word ?? (literal ? kind : undefined);
  if (type === undefined) throw unexpectedValue(reader, 'a value');
  reader.next();
  return { kind: 'static', type, text, span };
}

/** Only words that mean nothing are unknown; the others stand in the wrong place. */
function unexpectedValue(reader: Reader, wanted: string): Error {
  const { kind, text, span } = reader.peek();
  if (kind === 'word' && !/^[{(|]$/.test(reader.word(1)) && !isKnown(text)) return unknownIntrinsic(text, span, CANDIDATES);
  return reader.unexpected(wanted);
}

function isKnown(word: string): boolean {
  return CANDIDATES.includes(word);
}
