import type { Command } from 'commander';
import type { FoundTrace, TraceSpan } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { countIn, namesIn, unknownService } from '../../ask/service-names.ts';
import { printable } from '../../printable.ts';

export type Asked = Question<'tempo'>;
export const NEEDS = { engines: ['tempo'], definitions: false, since: '1h' } as const;
/** One trace needs no span of time. */
export const ONE = { ...NEEDS, since: undefined } as const;

/** Which traces: what every command over several takes. */
export function selectionOptions(command: Command, limit: string): Command {
  return command
    .option('--service <name>', 'a span of this service')
    .option('--name <operation>', 'a span of this name')
    .option('--failed', 'a span that failed')
    .option('--slower-than <duration>', 'a span that took at least so long')
    .option('--where <name=value...>', 'a span with this attribute')
    .option('--correlation <id>', 'every trace of this correlation id')
    .option('--limit <count>', 'so many traces at most', limit);
}

const WHERE = /^([^=\s]+)=(.*)$/s;

/** The traces that were asked for, newest first, or what is wrong with how. */
export async function foundIn({ derived, invocation, servers, span }: Asked): Promise<readonly FoundTrace[] | string> {
  const { CORRELATIONS, anyAttributeQuery, parseDuration, tracesQuery } = await import('../../../program.ts');
  const { options } = invocation;
  const limit = countIn(options, 'limit');
  if (typeof limit === 'string') return limit;
  const service = options['service'] === undefined ? undefined : String(options['service']);
  const unknown = await unknownService(derived, service === undefined ? [] : [service]);
  if (unknown !== undefined) return unknown;
  const slower = options['slowerThan'];
  const slowerThanMs = slower === undefined ? undefined : parseDuration(String(slower));
  if (slower !== undefined && !slowerThanMs) return `\`--slower-than ${slower}\` is no duration. Write '250ms' or '2s'.`;
  const written = namesIn(options['where']);
  const wrong = written.find((one) => !WHERE.test(one));
  if (wrong !== undefined) return `\`--where ${wrong}\` is no attribute and value. Write --where plan.id=17.`;
  const where = written.map((one) => [one.replace(WHERE, '$1'), one.replace(WHERE, '$2')] as const);
  const name = options['name'] === undefined ? undefined : String(options['name']);
  const id = options['correlation'];
  const narrow = { service, name, failed: options['failed'] === true, slowerThanMs, where };
  if (id !== undefined && (narrow.failed || [service, name, slower].some((one) => one !== undefined) || where.length > 0))
    return '`--correlation` finds every trace of an id: leave the other options out.';
  const query = id === undefined ? tracesQuery(narrow) : anyAttributeQuery(CORRELATIONS, String(id));
  const found = await servers.tempo.search(query, span, limit);
  return found.toSorted((a, b) => (BigInt(a.startTimeUnixNano) > BigInt(b.startTimeUnixNano) ? -1 : 1));
}

/** The spans of the trace that was named, or what is wrong with its name. */
export async function traceIn({ invocation, servers }: Asked): Promise<readonly TraceSpan[] | string> {
  const id = String(invocation.args[0] ?? '');
  if (!/^[0-9a-fA-F]{1,32}$/.test(id)) return `${JSON.stringify(id)} is no id of a trace: up to 32 of 0-9 and a-f.`;
  return servers.tempo.trace(id.toLowerCase());
}

export function noTrace({ invocation, servers }: Asked): string {
  return `There is no trace ${invocation.args[0]} at ${servers.tempo.url}: not sampled, too old, or not yet there.`;
}

/** `master  POST /plans` */
export function operationOf({ name, service }: Pick<TraceSpan, 'name' | 'service'>): string {
  return printable(`${service}  ${name}`);
}

/** A span as JSON: times as everywhere, durations in milliseconds. */
export async function jsonSpan(span: TraceSpan): Promise<object> {
  const { durationOf, millisecondsOf } = await import('../../../program.ts');
  const { attributes, failed, id, kind, message, name, parentId, service, start } = span;
  return {
    id,
    parentId: parentId ?? null,
    service,
    name,
    kind,
    start: new Date(Number(start / 1_000_000n)).toISOString(),
    milliseconds: millisecondsOf(durationOf(span)),
    failed,
    message: message ?? null,
    attributes,
  };
}
