import type { Reader } from './reader.ts';
import type { Grouping } from './tree.ts';

/** `(a, b)` */
export function parseLabels(reader: Reader): string[] {
  reader.expect('(');
  const labels: string[] = [];
  while (!reader.is(')')) {
    labels.push(reader.expectLabel().text);
    if (!reader.take(',')) break;
  }
  reader.expect(')');
  return labels;
}

/** `by (a)`, `without (a)`, or nothing. */
export function parseGrouping(reader: Reader): Grouping | undefined {
  const op = reader.is('by') ? 'by' : reader.is('without') ? 'without' : undefined;
  if (!op) return undefined;
  reader.next();
  return { op, labels: parseLabels(reader) };
}

/** The number in front: `topk(3, …)`. */
export function parseParam(reader: Reader): number {
  const sign = reader.take('-') ? -1 : 1;
  const value = sign * Number(reader.expectKind('number', 'a number').text);
  reader.expect(',');
  return value;
}
