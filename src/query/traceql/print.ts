import { printField, printOneField, printStatic } from './print-field.ts';
import type {
  Field,
  Hint,
  Metrics,
  Query,
  ScalarBinary,
  ScalarExpr,
  ScalarStatic,
  SecondStage,
  SpansetFilter,
  Stage,
  Structure,
} from './tree.ts';
import { FIELD_LEVELS, RIGHT_LEVEL, STRUCTURE_LEVELS } from './words.ts';

/** The text of a query; it parses to the same tree. */
export function printTraceql({ source, metrics, hints }: Query): string {
  const parts = [printStage(source), ...(metrics ? [`| ${printMetrics(metrics)}`] : [])];
  return [...parts, ...(hints.length > 0 ? [`with (${hints.map(printHint).join(', ')})`] : [])].join(' ');
}

export function printStage(stage: Stage): string {
  if (stage.kind === 'filter') return printFilter(stage);
  if (stage.kind === 'structure') return printStructure(stage);
  if (stage.kind === 'pipeline') return stage.stages.map(printStage).join(' | ');
  if (stage.kind === 'scalar-filter') return `${printScalar(stage.left)} ${stage.op} ${printScalar(stage.right)}`;
  if (stage.kind === 'group') return `by(${printField(stage.by)})`;
  return stage.kind === 'select' ? `select${printFields(stage.fields)}` : 'coalesce()';
}

function printFilter({ condition }: SpansetFilter): string {
  return condition ? `{ ${printField(condition)} }` : '{ }';
}

/** Goes down the left side without recursion: a chain may be long. */
function printStructure(root: Structure): string {
  const behind: string[] = [];
  let left: Stage = root;
  let above = 0;
  while (left.kind === 'structure' && levelOf(left) >= above) {
    above = levelOf(left);
    behind.push(` ${left.op} ${printOperand(left.right, above + 1)}`);
    left = left.left;
  }
  return printOperand(left, above) + behind.reverse().join('');
}

function printOperand(stage: Stage, level: number): string {
  return levelOf(stage) >= level ? printStage(stage) : `(${printStage(stage)})`;
}

function levelOf(stage: Stage): number {
  if (stage.kind === 'structure') return STRUCTURE_LEVELS.get(stage.op) ?? 0;
  return stage.kind === 'pipeline' ? 0 : Number.POSITIVE_INFINITY;
}

export function printScalar(expr: ScalarExpr): string {
  if (expr.kind === 'scalar-static') return printNumber(expr);
  if (expr.kind === 'aggregate') return `${expr.op}(${expr.argument ? printField(expr.argument) : ''})`;
  return printScalarBinary(expr);
}

function printScalarBinary(root: ScalarBinary): string {
  const behind: string[] = [];
  let left: ScalarExpr = root;
  let above = 0;
  while (left.kind === 'scalar-binary' && scalarLevel(left) >= above && !(above === RIGHT_LEVEL)) {
    above = scalarLevel(left);
    behind.push(` ${left.op} ${besideScalar(left.right, above === RIGHT_LEVEL ? above : above + 1)}`);
    left = left.left;
  }
  return besideScalar(left, above === RIGHT_LEVEL ? above + 1 : above) + behind.reverse().join('');
}

function besideScalar(expr: ScalarExpr, level: number): string {
  return scalarLevel(expr) >= level ? printScalar(expr) : `(${printScalar(expr)})`;
}

function scalarLevel(expr: ScalarExpr): number {
  return expr.kind === 'scalar-binary' ? (FIELD_LEVELS.get(expr.op) ?? 0) : Number.POSITIVE_INFINITY;
}

function printNumber({ negative, value }: ScalarStatic): string {
  return negative ? `-${value.text}` : value.text;
}

function printMetrics({ first, second }: Metrics): string {
  return [printFirst(first), ...second.map(printSecond)].join(' ');
}

function printFirst(first: Metrics['first']): string {
  if (first.kind === 'compare') {
    return `compare(${[printFilter(first.selection), ...first.numbers.map(printStatic)].join(', ')})`;
  }
  const inside = [...(first.field ? [printOneField(first.field)] : []), ...first.quantiles.map(printStatic)];
  return `${first.op}(${inside.join(', ')})${first.by.length > 0 ? ` by ${printFields(first.by)}` : ''}`;
}

function printSecond(stage: SecondStage): string {
  if (stage.kind === 'top-bottom') return `| ${stage.op}(${printStatic(stage.limit)})`;
  return `${stage.op} ${printNumber(stage.value)}`;
}

function printFields(fields: readonly Field[]): string {
  return `(${fields.map(printOneField).join(', ')})`;
}

function printHint({ name, value }: Hint): string {
  return `${name}=${printStatic(value)}`;
}
