import { parseTraceql } from '../../query/traceql/parse.ts';
import { printStage } from '../../query/traceql/print.ts';

/** Which traces are meant. What is left out does not narrow. */
export interface TraceSearch {
  readonly service: string | undefined;
  /** Of a span. */
  readonly name: string | undefined;
  readonly failed: boolean;
  /** Spans that took at least so long; milliseconds. */
  readonly slowerThanMs: number | undefined;
  /** An attribute of a span, and what it must be. */
  readonly where: readonly (readonly [name: string, value: string])[];
}

/** The search as TraceQL: one span must be all of it. */
export function tracesQuery({ failed, name, service, slowerThanMs, where }: TraceSearch): string {
  const conditions = [
    ...(service === undefined ? [] : [`resource.service.name = ${text(service)}`]),
    ...(name === undefined ? [] : [`name = ${text(name)}`]),
    ...(failed ? ['status = error'] : []),
    ...(slowerThanMs === undefined ? [] : [`duration >= ${Math.max(1, Math.round(slowerThanMs * 1e6))}ns`]),
    ...where.map(([attribute, value]) => valueIs(attribute, value)),
  ];
  return asPrinted(conditions.length === 0 ? '{ }' : `{ ${conditions.join(' && ')} }`);
}

/** Every trace in which a span has one of these attributes with this value. */
export function anyAttributeQuery(names: readonly string[], value: string): string {
  return asPrinted(`{ ${names.map((name) => `span.${text(name)} = ${text(value)}`).join(' || ')} }`);
}

/** Every trace in which something says which version of it runs. */
export const VERSIONED_QUERY = asPrinted('{ resource.service.version != nil }');

/** Every trace in which a span has one of these attributes at all. */
export function anyAttribute(names: readonly string[]): string {
  return asPrinted(`{ ${names.map((name) => `span.${text(name)} != nil`).join(' || ')} }`);
}

/** A number written as text matches numbers too: TraceQL tells the two apart, who asks does not. */
function valueIs(attribute: string, value: string): string {
  const name = `span.${text(attribute)}`;
  const asText = `${name} = ${text(value)}`;
  if (/^-?\d+(\.\d+)?$/.test(value)) return `(${asText} || ${name} = ${value})`;
  return value === 'true' || value === 'false' ? `(${asText} || ${name} = ${value})` : asText;
}

function text(value: string): string {
  return JSON.stringify(value);
}

/** Through our own tree: what would not parse is never sent. */
function asPrinted(written: string): string {
  const { query } = parseTraceql(written);
  if (!query) throw new Error(`not TraceQL: ${written}`);
  return printStage(query.source);
}
