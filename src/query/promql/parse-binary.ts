import { accept, type Cursor, expect, isKeyword, isPunctuation, next, peek, peekSecond, unexpected } from './cursor.ts';
import { requireGate } from './gate.ts';
import { GATES } from './gates.ts';
import type { BinaryOperator } from './operators.ts';
import { parseLabelList } from './parse-labels.ts';
import { isNumber, parseNumber } from './parse-literal.ts';
import { skipTo } from './recover.ts';
import type { Token } from './token.ts';
import type { Binary, Fill, NumberLiteral, VectorMatching } from './tree.ts';

type Modifiers = Pick<Binary, 'bool' | 'matching' | 'fill'>;

const PLAIN: Modifiers = { bool: false };

/** `bool on (a) group_left (b) fill (0)`, after the operator `sign`. */
export function parseBinaryModifiers(cursor: Cursor, op: BinaryOperator, sign: Token): Modifiers {
  if (op === 'atan2') requireGate(cursor, GATES.atan2, 'the operator atan2', sign);
  if (op === '</' || op === '>/') requireGate(cursor, GATES.trim, `the operator ${op}`, sign);
  if (peek(cursor).keyword === undefined) return PLAIN;
  const bool = isKeyword(peek(cursor), 'bool');
  if (bool) next(cursor);
  const matching = parseMatching(cursor);
  const fill = parseFill(cursor);
  return { bool, ...(matching ? { matching } : {}), ...(fill ? { fill } : {}) };
}

function parseMatching(cursor: Cursor): VectorMatching | undefined {
  const kind = (['on', 'ignoring'] as const).find((word) => isKeyword(peek(cursor), word));
  if (!kind) return undefined;
  next(cursor);
  const { labels, span } = parseLabelList(cursor, kind);
  return parseGroup(cursor, { [kind]: labels, labelsSpan: span, include: [] });
}

function parseGroup(cursor: Cursor, matching: VectorMatching): VectorMatching {
  const group = (['left', 'right'] as const).find((side) => isKeyword(peek(cursor), `group_${side}`));
  if (!group) return matching;
  next(cursor);
  // A parenthesis after group_left is its label list, never the right side: so does Prometheus read it.
  if (!isPunctuation(peek(cursor), '(')) return { ...matching, group };
  const { labels, span } = parseLabelList(cursor, `group_${group}`);
  return { ...matching, group, include: labels, includeSpan: span };
}

/** `fill (0)`, or `fill_left (0)` and `fill_right (1)` in any order; without a parenthesis it is a metric of that name. */
function parseFill(cursor: Cursor): Fill | undefined {
  let fill: Fill | undefined;
  for (;;) {
    const word = peek(cursor);
    const sides = isPunctuation(peekSecond(cursor), '(') ? SIDES.get(word.keyword ?? '') : undefined;
    if (!sides || (fill && sides.some((side) => fill?.[side]))) return fill;
    next(cursor);
    requireGate(cursor, GATES.fill, `${word.text}()`, word);
    const value = parseFillValue(cursor, word.text);
    for (const side of sides) fill = { ...fill, [side]: value };
  }
}

const SIDES: ReadonlyMap<string, readonly ('left' | 'right')[]> = new Map([
  ['fill', ['left', 'right']],
  ['fill_left', ['left']],
  ['fill_right', ['right']],
]);

function parseFillValue(cursor: Cursor, word: string): NumberLiteral {
  const open = next(cursor);
  const sign = accept(cursor, '-') ?? accept(cursor, '+');
  if (isNumber(peek(cursor))) {
    const value = parseNumber(cursor, sign);
    if (expect(cursor, ')', `after the value of ${word}`)) return value;
  } else unexpected(cursor, `expected a number in ${word}()`);
  cursor.broken = true;
  if (skipTo(cursor, [')'])) next(cursor);
  return { kind: 'number', span: open, value: Number.NaN, text: 'NaN' };
}
