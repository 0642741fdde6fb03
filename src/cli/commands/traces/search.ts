import type { FoundTrace } from '../../../program.ts';
import { asking, askingOptions } from '../../ask/asking.ts';
import { lasting } from '../../ask/numbers.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { foundIn, NEEDS, selectionOptions } from './selection.ts';

export const searchCommand: CommandKind = {
  name: 'search',
  summary: 'traces by service, name, attribute, failure, duration or correlation id',
  configure: (command) => selectionOptions(askingOptions(command, NEEDS), '20'),
  run: asking(NEEDS, async (question) => {
    const found = await foundIn(question);
    if (typeof found === 'string') return question.refuse(found);
    const { show, span } = question;
    const rows = found.map(rowOf);
    const since = `since ${span.print(span.from)}`;
    return show({
      json: { from: span.from.toISOString(), to: span.to.toISOString(), traces: rows },
      columns: [
        { name: 'time', value: ({ start }) => start, text: ({ start }) => span.print(new Date(start)) },
        { name: 'trace', value: ({ traceId }) => traceId },
        { name: 'service', value: ({ service }) => service },
        { name: 'name', value: ({ name }) => name },
        {
          name: 'milliseconds',
          value: ({ milliseconds }) => milliseconds,
          text: (row) => lasting(row.milliseconds / 1000),
          side: 'right',
        },
        { name: 'spans', value: ({ spans }) => spans, side: 'right' },
        { name: 'failed', value: ({ failed }) => failed, style: ({ failed }) => (failed > 0 ? 'red' : undefined), side: 'right' },
      ],
      rows,
      summary: rows.length === 0 ? `No trace is like that ${since}.` : `${count(rows.length, 'trace')} ${since}.`,
    });
  }),
};

function rowOf({ durationMs, rootServiceName, rootTraceName, serviceStats, startTimeUnixNano, traceID }: FoundTrace) {
  const stats = Object.values(serviceStats);
  return {
    traceId: traceID.padStart(32, '0'),
    start: new Date(Number(BigInt(startTimeUnixNano) / 1_000_000n)).toISOString(),
    service: rootServiceName,
    name: rootTraceName,
    milliseconds: durationMs,
    spans: stats.reduce((sum, { spanCount }) => sum + spanCount, 0),
    failed: stats.reduce((sum, { errorCount }) => sum + errorCount, 0),
  };
}
