import { type Reader, SyntaxProblem } from './reader.ts';
import type { Grouping } from './tree.ts';

/** `(a, b)` */
export function parseLabels(reader: Reader): string[] {
  reader.expect('(');
  const labels: string[] = [];
  if (reader.take(')')) return labels;
  do labels.push(reader.expectLabel().text);
  while (reader.take(','));
  reader.expect(')');
  return labels;
}

/** `by (a)`, `without (a)`, or nothing. */
export function parseGrouping(reader: Reader): Grouping | undefined {
  const op = reader.is('by') ? 'by' : reader.is('without') ? 'without' : undefined;
  if (!op) return undefined;
  const { span } = reader.next();
  const labels = parseLabels(reader);
  return { op, labels, span: reader.spanFrom(span.from) };
}

/** The number in front, if there is one: `topk(3, …)`. */
export function parseParam(reader: Reader): string | undefined {
  const { kind, text } = reader.peek();
  const next = reader.peek(1);
  if ((kind !== 'number' && kind !== 'variable') || next.kind !== 'symbol' || next.text !== ',') return undefined;
  reader.next();
  reader.next();
  return text;
}

/** A text in quotes; a bare word gets told so. */
export function parseText(reader: Reader, what = 'a text in quotes'): string {
  const token = reader.peek();
  if (token.kind === 'word' && !token.text.startsWith("'"))
    throw new SyntaxProblem(`Expected ${what}, found ${JSON.stringify(token.text)}.`, token.span, `write "${token.text}"`);
  return reader.expectKind('string', what).value;
}
