import { didYouMean } from '../../kernel/nearest.ts';
import { isServiceName } from './check-field.ts';
import { type AttributeComparison, type Comparison, comparisonsIn, comparisonsOf, isOfAttribute } from './comparisons.ts';
import { printField, printOneField, printStatic } from './print-field.ts';
import type { TraceqlProblem } from './problem.ts';
import type { AttributeShape, TraceCatalogue } from './shape.ts';
import type { FieldExpr, Query } from './tree.ts';
import { typeOfField } from './type-of.ts';
import { everyExpr, filtersOf } from './visit.ts';

const EQUALITY: ReadonlySet<string> = new Set(['=', '!=']);

/** Comparisons that Tempo takes and that cannot mean what was meant. */
export function analyseComparisons(query: Query, catalogue: TraceCatalogue | undefined): TraceqlProblem[] {
  const comparisons = comparisonsOf(query);
  const ofAttributes = catalogue ? comparisons.filter(isOfAttribute) : [];
  return [
    ...comparisons.flatMap(withoutUnit),
    ...comparisons.flatMap(instrumentationType),
    ...filtersOf(query).flatMap(({ condition }) => (condition ? traceIdPatterns(condition) : [])),
    ...(catalogue ? ofAttributes.flatMap((one) => [...service(one, catalogue), ...declared(one, catalogue)]) : []),
  ];
}

function withoutUnit({ field, value, expr }: Comparison): TraceqlProblem[] {
  const number = value.type === 'int' || value.type === 'float';
  if (typeOfField(field) !== 'duration' || !number || Number(value.text) === 0) return [];
  const message = `${printField(expr)} compares with ${value.text} nanoseconds: the number has no unit.`;
  const fix = `write ${printOneField(field)} ${expr.op} ${value.text}ms, or s`;
  return [{ code: 'traceql/duration-without-unit', severity: 'warning', message, span: value.span, fix }];
}

/** Tempo reads it, and its block store then knows no such comparison: the whole search fails. */
function instrumentationType({ field, value, expr }: Comparison): TraceqlProblem[] {
  const of = field.kind === 'intrinsic' && field.name.startsWith('instrumentation:');
  if (!of || value.type === 'string' || value.type === 'variable') return [];
  const message = `${field.name} is text, and the search fails when Tempo compares it with ${printStatic(value)}.`;
  return [{ code: 'traceql/fails-at-run-time', message, span: expr.span, fix: `write it in quotes: "${value.text}"` }];
}

function traceIdPatterns(condition: FieldExpr): TraceqlProblem[] {
  const mixed = everyExpr(condition).some((expr) => expr.kind === 'binary' && expr.op === '||');
  if (!mixed) return [];
  return comparisonsIn(condition).flatMap(({ field, expr }) => {
    const pattern = expr.op === '=~' || expr.op === '!~';
    if (!pattern || field.kind !== 'intrinsic' || field.name !== 'trace:id') return [];
    const message = 'The search fails when Tempo matches trace:id with a pattern beside an ||.';
    return [{ code: 'traceql/fails-at-run-time', message, span: expr.span, fix: 'compare trace:id with = and the whole id' }];
  });
}

function service({ field, value, expr }: AttributeComparison, { traces, services }: TraceCatalogue): TraceqlProblem[] {
  if (!isServiceName(field) || !EQUALITY.has(expr.op) || value.type !== 'string' || isVariable(value.text)) return [];
  if (traces.some((one) => one.service === value.text)) return [];
  const known = services.includes(value.text);
  const message = known ? `The service ${value.text} declares no traces.` : `There is no service ${JSON.stringify(value.text)}.`;
  const near = didYouMean(
    value.text,
    traces.map((one) => one.service),
  );
  const fix = known
    ? 'declare traces({ service, … }) for it'
    : (near ?? `services with traces: ${list(traces.map((one) => one.service))}`);
  return [{ code: 'traceql/service-without-traces', message, span: value.span, fix }];
}

/** Several services may declare an attribute of one name: a comparison is wrong where it is wrong for all of them. */
function declared(comparison: AttributeComparison, { traces }: TraceCatalogue): TraceqlProblem[] {
  const { field } = comparison;
  if (field.parent || (field.scope !== undefined && field.scope !== 'span')) return [];
  const shapes = traces.flatMap(({ attributes }) => (Object.hasOwn(attributes, field.name) ? [attributes[field.name]] : []));
  const known = shapes.filter((shape) => shape !== undefined);
  if (known.length === 0) return [];
  return known.every((shape) => !fits(comparison, shape)) ? [wrongType(comparison)] : wrongValue(comparison, known);
}

function fits({ value: { type } }: AttributeComparison, shape: AttributeShape): boolean {
  if (type === 'variable') return true;
  const number = type === 'int' || type === 'float' || type === 'duration';
  return shape.type === 'number' ? number : type === 'string';
}

function wrongType({ field, value, expr }: AttributeComparison): TraceqlProblem {
  const number = value.type === 'string';
  const message = `${printOneField(field)} is ${number ? 'a number' : 'text'}, and ${printField(expr)} compares it with ${printStatic(value)}: no span matches.`;
  const fix = number ? 'take off the quotes' : `write "${value.text}"`;
  return { code: 'traceql/attribute-type', message, span: value.span, fix };
}

function wrongValue({ field, value, expr }: AttributeComparison, shapes: readonly AttributeShape[]): TraceqlProblem[] {
  const values = shapes.flatMap((shape) => shape.values ?? []);
  const closed = shapes.every((shape) => shape.values !== undefined) && EQUALITY.has(expr.op);
  if (!closed || value.type !== 'string' || isVariable(value.text) || values.includes(value.text)) return [];
  const message = `${printOneField(field)} is never ${printStatic(value)}.`;
  const fix = didYouMean(value.text, values) ?? `it is one of ${list(values)}`;
  return [{ code: 'traceql/attribute-value', message, span: value.span, fix }];
}

function isVariable(text: string): boolean {
  return text.includes('$');
}

function list(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}
