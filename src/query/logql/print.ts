import { printStage, quoted } from './print-stage.ts';
import type { Binary, Expr, Grouping, LogExpr, MetricExpr, RangeAggregation, VectorAggregation } from './tree.ts';
import { PRECEDENCE } from './words.ts';

/** One text per tree; it parses back to the same tree. */
export function printLogql(expr: Expr): string {
  return expr.kind === 'logs' ? printLogs(expr) : printMetric(expr);
}

function printLogs({ matchers, stages }: LogExpr): string {
  const selector = `{${matchers.map(({ label, op, value }) => `${label}${op}${quoted(value)}`).join(', ')}}`;
  return [selector, ...stages.map(printStage)].join(' ');
}

type Printers = { readonly [K in MetricExpr['kind']]: (expr: Extract<MetricExpr, { kind: K }>) => string };

const PRINT: Printers = {
  number: ({ text }) => text,
  vector: ({ value }) => `vector(${value})`,
  paren: ({ expr }) => `(${printMetric(expr)})`,
  range: printRange,
  aggregation: printAggregation,
  binary: printBinary,
  'label-replace': ({ args, expr }) =>
    `label_replace(${[printMetric(expr), ...args.map((arg) => JSON.stringify(arg))].join(', ')})`,
};

function printMetric(expr: MetricExpr): string {
  const print = PRINT[expr.kind] as (expr: MetricExpr) => string; // the table's entry for this kind
  return print(expr);
}

function printRange({ grouping, logs, offset, op, param, range }: RangeAggregation): string {
  const window = `${printLogs(logs)} [${range}]${offset === undefined ? '' : ` offset ${offset}`}`;
  return `${op}(${param === undefined ? '' : `${param}, `}${window})${printGrouping(grouping)}`;
}

function printAggregation({ expr, grouping, op, param }: VectorAggregation): string {
  return `${op}${printGrouping(grouping)}${grouping ? ' ' : ''}(${param === undefined ? '' : `${param}, `}${printMetric(expr)})`;
}

function printGrouping(grouping: Grouping | undefined): string {
  return grouping ? ` ${grouping.op} (${grouping.labels.join(', ')})` : '';
}

function printBinary({ bool, group, left, matching, op, right }: Binary): string {
  const modifiers = [
    ...(bool ? ['bool'] : []),
    ...(matching ? [`${matching.op} (${matching.labels.join(', ')})`] : []),
    ...(group ? [`group_${group.side} (${group.labels.join(', ')})`] : []),
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
