import type { Expr } from '../query/promql/tree.ts';
import { type Measured, measuredText } from '../sli/measured.ts';
import type { AlertRecording, AlertScope } from './kind.ts';
import { recordAhead, unmarked } from './record-ahead.ts';

/** A function over a window. */
export interface OverWindow {
  readonly func: string;
  readonly window: string;
  /** Further arguments, with the comma before them. */
  readonly args?: string;
}

export interface Operand {
  /** As the rule asks it. */
  readonly text: string;
  /** The same without recordings, from which the tests are fed. */
  readonly whole: string;
  readonly recordings: readonly AlertRecording[];
}

/** What is measured, at the moment or over a window. A query that is looked at over a window is recorded: a subquery would ask it again and again. */
export function operandOf(of: Measured, over: OverWindow | undefined, scope: AlertScope): Operand {
  const text = measuredText(of, scope.context, scope.site);
  if (!over) return { text, whole: text, recordings: [] };
  const { func, window, args = '' } = over;
  if (of.kind !== 'expr') {
    const plain = `${func}(${text}[${window}]${args})`;
    return { text: plain, whole: plain, recordings: [] };
  }
  const query = scope.context.promql(of, scope.site);
  const level = query.expr && levelIn(query.expr);
  const recording = recordAhead(query.text, scope, level === undefined ? {} : { level });
  return {
    text: unmarked(`${func}(${recording.selector}[${window}]${args})`, recording),
    whole: `${func}(${text}[${window}:]${args})`,
    recordings: [recording],
  };
}

/** The labels an aggregation keeps. */
function levelIn(expr: Expr): string | undefined {
  if (expr.kind === 'paren') return levelIn(expr.expr);
  const by = expr.kind === 'aggregation' ? (expr.by ?? []) : [];
  return by.length === 0 ? undefined : by.join('_');
}
