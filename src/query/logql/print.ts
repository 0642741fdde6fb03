import { printStage } from './print-stage.ts';
import { nameOf, quoted, signed } from './print-text.ts';
import type { Binary, Expr, Grouping, LogExpr, MetricExpr, RangeAggregation, VectorAggregation, Window } from './tree.ts';
import { PRECEDENCE } from './words.ts';

/** One text per tree; it parses back to the same tree. */
export function printLogql(expr: Expr): string {
  return expr.kind === 'logs' ? printLogs(expr) : printMetric(expr);
}

function printLogs({ matchers, stages }: LogExpr): string {
  const selector = `{${matchers.map(({ label, op, value }) => `${nameOf(label)}${op}${quoted(value)}`).join(', ')}}`;
  return [selector, ...stages.map(printStage)].join(' ');
}

type Printers = { readonly [K in MetricExpr['kind']]: (expr: Extract<MetricExpr, { kind: K }>) => string };

const PRINT: Printers = {
  number: ({ text }) => signed(text),
  vector: ({ value }) => `vector(${value})`,
  paren: ({ expr }) => `(${printMetric(expr)})`,
  range: printRange,
  aggregation: printAggregation,
  binary: printBinary,
  'label-replace': ({ args, expr }) => `label_replace(${[printMetric(expr), ...args.map(quoted)].join(', ')})`,
  variants: ({ exprs, of }) => `variants(${exprs.map(printMetric).join(', ')}) of (${printWindow(of)})`,
};

function printMetric(expr: MetricExpr): string {
  const print = PRINT[expr.kind] as (expr: MetricExpr) => string; // the table's entry for this kind
  return print(expr);
}

function printWindow({ logs, offset, range }: Window): string {
  return `${printLogs(logs)} [${range}]${offset === undefined ? '' : ` offset ${offset}`}`;
}

function printRange({ grouping, op, param, ...window }: RangeAggregation): string {
  return `${op}(${param === undefined ? '' : `${param}, `}${printWindow(window)})${grouping ? ` ${printGrouping(grouping)}` : ''}`;
}

function printAggregation({ expr, grouping, op, param }: VectorAggregation): string {
  const before = grouping ? ` ${printGrouping(grouping)} ` : '';
  return `${op}${before}(${param === undefined ? '' : `${param}, `}${printMetric(expr)})`;
}

function printGrouping({ labels, op }: Pick<Grouping, 'labels' | 'op'>): string {
  return `${op} (${labels.map(nameOf).join(', ')})`;
}

function printBinary({ bool, group, left, matching, op, right }: Binary): string {
  const modifiers = [
    ...(bool ? ['bool'] : []),
    ...(matching ? [`${matching.op} (${matching.labels.map(nameOf).join(', ')})`] : []),
    ...(group ? [`group_${group.side} (${group.labels.map(nameOf).join(', ')})`] : []),
  ];
  return [operand(left, op, op === '^'), op, ...modifiers, operand(right, op, op !== '^')].join(' ');
}

/** Parentheses where the tree would else be read differently; `tight` is the side that binds the other way. */
function operand(expr: MetricExpr, parent: string, tight: boolean): string {
  const text = printMetric(expr);
  if (expr.kind !== 'binary') return text;
  const inner = PRECEDENCE.get(expr.op) ?? 0;
  const outer = PRECEDENCE.get(parent) ?? 0;
  return inner < outer || (inner === outer && tight) ? `(${text})` : text;
}
