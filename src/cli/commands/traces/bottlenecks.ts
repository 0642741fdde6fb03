import type { Operation, TraceSpan } from '../../../program.ts';
import { asking, askingOptions } from '../../ask/asking.ts';
import { lasting, percent } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { foundIn, NEEDS, operationOf, selectionOptions } from './selection.ts';

export const bottlenecksCommand: CommandKind = {
  name: 'bottlenecks',
  summary: 'the operations that traces wait for most: on the critical path, in themselves, in all',
  configure: (command) => selectionOptions(askingOptions(command, NEEDS), '50'),
  run: asking(NEEDS, async (question) => {
    const { bottlenecks } = await import('../../../program.ts');
    const found = await foundIn(question);
    if (typeof found === 'string') return question.refuse(found);
    const { progress, servers, show, span } = question;
    const traces: (readonly TraceSpan[])[] = [];
    for (const { traceID } of found) {
      progress(`${traces.length} of ${found.length} traces …`);
      traces.push(await servers.tempo.trace(traceID));
    }
    const rows = bottlenecks(traces);
    const [worst] = rows;
    const since = `since ${span.print(span.from)}`;
    return show({
      json: { from: span.from.toISOString(), to: span.to.toISOString(), traces: traces.length, operations: rows },
      columns: COLUMNS,
      rows,
      summary: worst
        ? `${count(traces.length, 'trace')} ${since}: most wait for ${operationOf(worst)}, ${percent(worst.share, 1)} of the time.`
        : `No trace is like that ${since}.`,
    });
  }),
};

function milliseconds(name: string, read: (row: Operation) => number): Column<Operation> {
  return { name, value: read, text: (row) => lasting(read(row) / 1000), side: 'right' };
}

const COLUMNS: readonly Column<Operation>[] = [
  { name: 'service', value: ({ service }) => service },
  { name: 'name', value: ({ name }) => name },
  { name: 'share', value: ({ share }) => share, text: ({ share }) => percent(share, 1), side: 'right' },
  milliseconds('critical_ms', ({ critical }) => critical),
  milliseconds('self_ms', ({ self }) => self),
  milliseconds('total_ms', ({ total }) => total),
  milliseconds('longest_ms', ({ longest }) => longest),
  { name: 'calls', value: ({ calls }) => calls, side: 'right' },
  { name: 'failed', value: ({ failed }) => failed, style: ({ failed }) => (failed > 0 ? 'red' : undefined), side: 'right' },
];
