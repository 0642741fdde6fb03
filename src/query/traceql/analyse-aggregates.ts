import { printOneField } from './print-field.ts';
import type { TraceqlProblem } from './problem.ts';
import type { TraceCatalogue } from './shape.ts';
import type { Attribute, FieldExpr, Query } from './tree.ts';
import { everyStage, scalarsIn } from './visit.ts';

/** Averages, sums and extremes of text: Tempo takes the query, and no span has a number to add. */
export function analyseAggregates(query: Query, catalogue: TraceCatalogue | undefined): TraceqlProblem[] {
  if (!catalogue) return [];
  return aggregatesOf(query).flatMap(({ op, of }) => (isText(of, catalogue) ? [ofText(op, of)] : []));
}

interface Aggregated {
  readonly op: string;
  readonly of: Attribute;
}

function aggregatesOf({ source, metrics }: Query): Aggregated[] {
  const inPipelines = everyStage(source)
    .flatMap((stage) => (stage.kind === 'scalar-filter' ? [stage.left, stage.right] : []))
    .flatMap(scalarsIn)
    .flatMap((one) => (one.kind === 'aggregate' ? attribute(one.op, one.argument) : []));
  const { first } = metrics ?? {};
  return first?.kind === 'metrics' ? [...inPipelines, ...attribute(first.op, first.field)] : inPipelines;
}

function attribute(op: string, of: FieldExpr | undefined): Aggregated[] {
  return of?.kind === 'attribute' ? [{ op, of }] : [];
}

function isText({ scope, parent, name }: Attribute, { traces }: TraceCatalogue): boolean {
  if (parent || (scope !== undefined && scope !== 'span')) return false;
  const shapes = traces.flatMap(({ attributes }) => (Object.hasOwn(attributes, name) ? [attributes[name]] : []));
  return shapes.length > 0 && shapes.every((shape) => shape?.type === 'text');
}

function ofText(op: string, of: Attribute): TraceqlProblem {
  const message = `${printOneField(of)} is text, and ${op}() needs a number: it gives nothing.`;
  return { code: 'traceql/attribute-type', message, span: of.span, fix: 'count the spans, or aggregate duration or a number' };
}
