import type { AnyTraces, TraceExpr, Traceql, TraceSelection } from '../authored/trace.ts';
import { printAttribute } from '../query/traceql/print-field.ts';
import { matchOf } from './matcher-of.ts';

/** The text of a TraceQL template, of a selection, or of all spans of a service. */
export function renderTraceql(of: TraceExpr | TraceSelection | AnyTraces): string {
  if (of.kind !== 'trace-expr') return spansetOf(of);
  return of.strings
    .map((literal, index) => (index < of.values.length ? literal + hole(of.values[index]) : literal))
    .join('')
    .trim();
}

function hole(value: Traceql | undefined): string {
  if (typeof value !== 'object') return String(value);
  if (value.kind === 'service') return JSON.stringify(value.name);
  if (value.kind === 'variable') return `$${value.name}`;
  if (value.kind === 'span-attribute') return spanAttribute(value.name);
  return value.kind === 'trace-expr' ? `(${renderTraceql(value)})` : spansetOf(value);
}

function spansetOf(of: TraceSelection | AnyTraces): string {
  const traces = of.kind === 'traces' ? of : of.of;
  const chosen =
    of.kind === 'traces' ? [] : Object.entries(of.match).map(([name, match]) => condition(spanAttribute(name), match));
  return `{ ${[`resource.service.name = ${JSON.stringify(traces.service?.name)}`, ...chosen].join(' && ')} }`;
}

function spanAttribute(name: string): string {
  return printAttribute({ scope: 'span', parent: false, name });
}

/** Numbers have no patterns: several of them are compared one by one. */
function condition(attribute: string, match: unknown): string {
  if (typeof match === 'number') return `${attribute} = ${match}`;
  if (isNumbers(match)) return `(${match.map((value) => `${attribute} = ${value}`).join(' || ')})`;
  const { op, value } = matchOf(match);
  return `${attribute} ${op} ${JSON.stringify(value)}`;
}

function isNumbers(match: unknown): match is readonly number[] {
  return Array.isArray(match) && match.length > 0 && match.every((value) => typeof value === 'number');
}
