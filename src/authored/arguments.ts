import type { Duration } from '../kernel/literals.ts';
import type { ValueType } from '../query/promql/functions.ts';
import type { GrafanaWindow, Promql, Window } from './expr.ts';

/** A window with what PromQL can add to it. */
export interface WindowOptions {
  readonly range: Window;
  /** How densely a query is evaluated in the window. @default the evaluation interval; a metric has its own samples */
  readonly step?: Duration;
  /** Look this long ago. https://prometheus.io/docs/prometheus/latest/querying/basics/#offset-modifier */
  readonly offset?: Duration;
}
export type WindowArgument = Window | WindowOptions;

/** A part of a template: a text, or a hole. */
export type Piece = { readonly text: string } | { readonly hole: Promql };

/** Texts and holes of a template, from parts in any order. */
export function templateOf(pieces: readonly Piece[]): {
  readonly strings: readonly string[];
  readonly values: readonly Promql[];
} {
  const strings = [''];
  const values: Promql[] = [];
  for (const piece of pieces) {
    if ('text' in piece) strings.push((strings.pop() ?? '') + piece.text);
    else {
      values.push(piece.hole);
      strings.push('');
    }
  }
  return { strings, values };
}

/** `of[window]`; of a query a subquery, `of[window:step]`. */
export function ranged(of: Promql, window: WindowArgument): Piece[] {
  const options = isOptions(window) ? window : { range: window };
  const step: Piece[] = isSeries(of) ? [] : [{ text: ':' }, ...(options.step === undefined ? [] : [{ hole: options.step }])];
  const offset: Piece[] = options.offset === undefined ? [] : [{ text: ' offset ' }, { hole: options.offset }];
  return [{ hole: of }, { text: '[' }, { hole: options.range }, ...step, { text: ']' }, ...offset];
}

/** The arguments of a function as PromQL has them; a range is a range vector, or a query and its window. */
export function argumentsOf(types: readonly ValueType[], variadic: number, args: readonly unknown[]): Piece[][] {
  const rest = [...args] as Promql[]; // the signatures say what stands where
  const made: Piece[][] = [];
  while (rest.length > 0) {
    const type = types[Math.min(made.length, types.length - 1)];
    if (type === undefined || (variadic === 0 && made.length >= types.length)) return made;
    const value = rest.shift() as Promql; // the loop ends with the last
    if (type === 'string')
      made.push([{ hole: { kind: 'string', text: value as unknown as string } }]); // the signature says so
    else if (type === 'matrix' && !isRange(value)) made.push(ranged(value, rest.shift() as WindowArgument));
    else made.push([{ hole: value }]);
  }
  return made;
}

/** `by (route, code)`: names in parentheses behind a word. */
export function listed(word: string, names: readonly string[]): Piece[] {
  return [{ text: `${word} (` }, { hole: { kind: 'label-list', names } }, { text: ')' }];
}

/** Parts with a text between them. */
export function joined(parts: readonly (readonly Piece[])[], between = ', '): Piece[] {
  return parts.flatMap((part, index) => (index === 0 ? [...part] : [{ text: between }, ...part]));
}

function isOptions(window: WindowArgument): window is WindowOptions {
  return typeof window === 'object' && window !== null && !isWindow(window);
}

function isWindow(window: object): window is GrafanaWindow {
  return 'kind' in window;
}

function isRange(value: Promql): boolean {
  return typeof value === 'object' && value?.kind === 'expr' && value.type === 'matrix';
}

/** What a plain `[5m]` may follow. */
function isSeries(value: Promql): boolean {
  return typeof value === 'object' && value?.kind !== 'expr';
}
