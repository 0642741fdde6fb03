import { durationText } from './duration-length.ts';
import type { OutputLabels } from './labels.ts';
import type { Aggregation, Binary, Call, Expr, VectorSelector } from './tree.ts';

/** What a recording's name says between its colons: the metric, and what was done to it, newest first. */
export interface NameParts {
  readonly metric: string;
  readonly operations: readonly string[];
}

/** Functions that change neither what is counted nor over which time. */
const TRANSPARENT = /^(?:clamp|clamp_min|clamp_max|round|sort|sort_desc|label_replace|label_join|vector|scalar|last_over_time)$/;

/** `level:metric:operations` of an expression; undefined where no convention tells. https://prometheus.io/docs/practices/rules/#naming */
export function conventionalName(expr: Expr, level: string): string | undefined {
  const parts = partsOf(expr);
  return parts && `${level}:${parts.metric}:${operationsText(parts.operations)}`;
}

/** The level: the labels of the result. Those every target has say nothing, unless they are all there is. */
export function levelOf({ exact }: OutputLabels, targetLabels: ReadonlySet<string>, otherwise: string): string {
  const own = [...exact].filter((label) => label === 'instance' || !targetLabels.has(label)).sort();
  const shown = own.length > 0 ? own : [...exact].sort();
  return shown.length === 0 ? otherwise : shown.join('_');
}

/** `sum` says nothing beside another operation, and `min_min` no more than `min`. */
function operationsText(operations: readonly string[]): string {
  const telling = operations.filter((one) => one !== 'sum');
  const merged = telling.filter((one, index) => one !== telling[index - 1]);
  return merged.length === 0 ? 'sum' : merged.join('_');
}

function partsOf(expr: Expr): NameParts | undefined {
  if (expr.kind === 'vector') return ofSelector(expr);
  if (expr.kind === 'matrix') return ofSelector(expr.selector);
  if (expr.kind === 'paren' || expr.kind === 'subquery') return partsOf(expr.expr);
  if (expr.kind === 'aggregation') return ofAggregation(expr);
  if (expr.kind === 'call') return ofCall(expr);
  return expr.kind === 'binary' ? ofBinary(expr) : undefined;
}

/** A recording's own name says what was done before. */
function ofSelector({ name }: VectorSelector): NameParts | undefined {
  if (name === undefined) return undefined;
  const [, metric, operations] = name.split(':');
  return metric === undefined || operations === undefined
    ? { metric: name, operations: [] }
    : { metric, operations: [operations] };
}

function ofAggregation({ op, param, expr }: Aggregation): NameParts | undefined {
  const inner = partsOf(expr);
  return inner && onTop(op === 'quantile' ? percentile(param) : op, inner);
}

function ofCall({ func, args }: Call): NameParts | undefined {
  if (func === 'histogram_quantile') return ofQuantile(args);
  const argument = args.find((one) => one.kind !== 'number' && one.kind !== 'string');
  const inner = argument && partsOf(argument);
  if (!argument || !inner || TRANSPARENT.test(func)) return inner;
  if (argument.kind !== 'matrix' && argument.kind !== 'subquery') return onTop(func, inner);
  if ('variable' in argument.range) return undefined;
  const metric = func === 'rate' || func === 'irate' ? inner.metric.replace(/_total$/, '') : inner.metric;
  return onTop(`${func}${durationText(argument.range.ms)}`, { ...inner, metric });
}

function ofQuantile([q, buckets]: readonly Expr[]): NameParts | undefined {
  const inner = buckets && partsOf(buckets);
  return inner && onTop(percentile(q), { ...inner, metric: inner.metric.replace(/_bucket$/, '') });
}

/** `p99` */
function percentile(q: Expr | undefined): string {
  return q?.kind === 'number' ? `p${q.text.replace(/^0?\./, '').padEnd(2, '0')}` : 'quantile';
}

function ofBinary({ op, left, right }: Binary): NameParts | undefined {
  if (isNumber(right)) return partsOf(left);
  if (isNumber(left)) return partsOf(right);
  const [a, b] = [partsOf(left), partsOf(right)];
  if (op === '/') return a && b && ofDivision(a, b);
  if (/^(?:and|or|unless|==|!=|<=?|>=?)$/.test(op)) return a;
  return a && b && a.metric === b.metric ? a : undefined;
}

/** A mean of what was observed, or a ratio. */
function ofDivision(a: NameParts, b: NameParts): NameParts {
  const base = a.metric.replace(/_sum$/, '');
  if (base !== a.metric && b.metric === `${base}_count`)
    return { metric: base, operations: a.operations.map((one) => one.replace(/^i?rate/, 'mean')) };
  return onTop('ratio', a.metric === b.metric ? a : { ...a, metric: `${a.metric}_per_${b.metric}` });
}

function onTop(operation: string, { metric, operations }: NameParts): NameParts {
  return { metric, operations: [operation, ...operations] };
}

function isNumber(expr: Expr): boolean {
  if (expr.kind === 'number') return true;
  if (expr.kind === 'paren' || expr.kind === 'unary') return isNumber(expr.expr);
  return expr.kind === 'call' && expr.args.every(isNumber);
}
