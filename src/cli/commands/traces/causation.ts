import type { CausationNode } from '../../../program.ts';
import { asking, askingOptions } from '../../ask/asking.ts';
import { deeperThanShown, indented } from '../../ask/indented.ts';
import { lasting } from '../../ask/numbers.ts';
import type { CommandKind } from '../../command.ts';
import type { ExitCode } from '../../exit.ts';
import { count } from '../../print.ts';
import { type Asked, jsonSpan, NEEDS } from './selection.ts';

interface Row {
  readonly node: CausationNode;
  readonly depth: number;
}

const MOST_TRACES = 100;

export const causationCommand: CommandKind = {
  name: 'causation',
  summary: 'what led to what: commands, events and tasks of one correlation id, over all of their traces',
  configure: (command) => askingOptions(command.argument('<correlation>', 'the correlation id'), NEEDS),
  run: asking(NEEDS, told),
};

async function told(question: Asked): Promise<ExitCode> {
  const { CORRELATIONS, anyAttributeQuery, causationChain, causedBy, durationOf, millisecondsOf, walkDown } = await import(
    '../../../program.ts'
  );
  const { invocation, servers, show, span } = question;
  const id = String(invocation.args[0]);
  const found = await servers.tempo.search(anyAttributeQuery(CORRELATIONS, id), span, MOST_TRACES);
  const traces = [];
  for (const { traceID } of found) traces.push({ traceID, spans: await servers.tempo.trace(traceID) });
  const all = traces.flatMap(({ spans, traceID }) => spans.flatMap((one) => causedBy(traceID, one) ?? []));
  const rows = [...walkDown(causationChain(all), ({ effects }) => effects)];
  const long = ({ node }: Row) => millisecondsOf(durationOf(node.span));
  return show({
    json: { correlation: id, traces: found.length, chain: await Promise.all(rows.map(jsonOf)) },
    columns: [
      { name: 'id', value: ({ node }) => node.id, text: ({ depth, node }) => indented(depth, node.id) },
      { name: 'service', value: ({ node }) => node.span.service },
      { name: 'name', value: ({ node }) => node.span.name, style: ({ node }) => (node.span.failed ? 'red' : undefined) },
      { name: 'milliseconds', value: long, text: (row) => lasting(long(row) / 1000), side: 'right' },
      { name: 'cause', value: ({ node }) => node.causationId ?? null, text: ({ node }) => causeOf(node) },
      { name: 'trace', value: ({ node }) => node.traceId },
    ],
    rows,
    summary: summaryOf(id, found.length, rows),
  });
}

function causeOf({ causationId, causeMissing, circular }: CausationNode): string {
  if (causationId === undefined) return 'nothing before';
  if (circular) return `${causationId} (a circle)`;
  return causeMissing ? `${causationId} (not here)` : causationId;
}

function summaryOf(id: string, traces: number, rows: readonly Row[]): string {
  if (traces === 0) return `No trace has the correlation id ${id}.`;
  if (rows.length === 0) return `${count(traces, 'trace')} of ${id}, but no span says which message, command or task it handled.`;
  const depths = rows.map(({ depth }) => depth);
  const deepest = depths.reduce((most, depth) => Math.max(most, depth), 0) + 1;
  const circles = rows.filter(({ node }) => node.circular).map(({ node }) => node.id);
  const cut =
    circles.length === 0 ? '' : ` ${count(circles.length, 'circle')}, cut where they begin: ${circles.slice(0, 5).join(', ')}.`;
  return `${count(rows.length, 'step')} in ${count(traces, 'trace')}, the longest chain has ${deepest}.${cut}${deeperThanShown(depths)}`;
}

async function jsonOf({ depth, node }: Row): Promise<object> {
  return {
    id: node.id,
    causationId: node.causationId ?? null,
    circular: node.circular,
    depth,
    traceId: node.traceId,
    span: await jsonSpan(node.span),
  };
}
