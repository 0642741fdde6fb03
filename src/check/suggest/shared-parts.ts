import type { Expr, Matcher, Range, TimeShift, VectorMatching } from '../../query/promql/tree.ts';
import { childrenOf } from '../../query/promql/visit.ts';

/** Numbers for expressions: two have the same where they ask the same, whatever their spaces, parentheses and lists' order. */
export interface Numbering {
  /** The number of an expression and, through `onPart`, of every part of it, inner ones first. Linear in its size. */
  numberOf(expr: Expr, onPart: (part: Expr, id: number, children: readonly number[]) => void): number;
}

export function newNumbering(): Numbering {
  const ids = new Map<string, number>();
  const numberOf: Numbering['numberOf'] = (expr, onPart) => {
    if (expr.kind === 'paren') return numberOf(expr.expr, onPart);
    const children = childrenOf(expr).map((child) => numberOf(child, onPart));
    const key = `${headOf(expr)} ${(commutes(expr) ? children.toSorted((a, b) => a - b) : children).join(' ')}`;
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    onPart(expr, id, children);
    return id;
  };
  return { numberOf };
}

/** Which side comes first says nothing where one series on each side belong together; with `group_left` it decides the labels. */
function commutes(expr: Expr): boolean {
  return expr.kind === 'binary' && (expr.op === '+' || expr.op === '*') && expr.matching?.group === undefined;
}

/** Everything a node says besides its parts. */
function headOf(expr: Expr): string {
  if (expr.kind === 'number') return `n ${Number.isNaN(expr.value) ? expr.text : expr.value}`;
  if (expr.kind === 'string') return `s ${JSON.stringify(expr.value)}`;
  if (expr.kind === 'vector') return `v ${expr.name ?? ''} ${matchersText(expr.matchers)} ${shiftText(expr)}`;
  if (expr.kind === 'matrix') return `m ${rangeText(expr.range)}`;
  if (expr.kind === 'subquery') return `q ${rangeText(expr.range)} ${expr.step ? rangeText(expr.step) : ''} ${shiftText(expr)}`;
  if (expr.kind === 'call') return `c ${expr.func}`;
  if (expr.kind === 'aggregation') return `a ${expr.op} ${listText('by', expr.by)} ${listText('without', expr.without)}`;
  return expr.kind === 'binary' ? `b ${expr.op} ${expr.bool} ${matchingText(expr.matching)}` : `u ${expr.kind} ${opOf(expr)}`;
}

function opOf(expr: Expr): string {
  return 'op' in expr ? expr.op : '';
}

function matchersText(matchers: readonly Matcher[]): string {
  return JSON.stringify(matchers.map(({ label, op, value }) => [label, op, value]).sort());
}

function shiftText({ offset, offsetVariable, at }: TimeShift): string {
  return JSON.stringify([offset, offsetVariable, at]);
}

function rangeText(range: Range): string {
  return 'ms' in range ? String(range.ms) : range.variable;
}

function listText(word: string, labels: readonly string[] | undefined): string {
  return labels ? `${word} ${JSON.stringify([...labels].sort())}` : '';
}

function matchingText(matching: VectorMatching | undefined): string {
  if (!matching) return '';
  const { on, ignoring, group, include } = matching;
  return `${listText('on', on)} ${listText('ignoring', ignoring)} ${group ?? ''} ${listText('include', include)}`;
}
