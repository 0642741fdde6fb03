import type { TraceSpan, TreeNode } from '../../../program.ts';
import { asking, askingOptions } from '../../ask/asking.ts';
import { deeperThanShown, indented } from '../../ask/indented.ts';
import { lasting } from '../../ask/numbers.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { jsonSpan, noTrace, ONE, traceIn } from './selection.ts';

interface Row {
  readonly span: TraceSpan;
  readonly depth: number;
  readonly orphan: boolean;
  /** From the first moment of the trace; milliseconds. */
  readonly begins: number;
  readonly milliseconds: number;
}

const WIDTH = 24;

export const showCommand: CommandKind = {
  name: 'show',
  summary: 'one trace as a tree: who called whom, when, how long, what failed',
  configure: (command) => askingOptions(command.argument('<trace>', 'its id'), ONE),
  run: asking(ONE, async (question) => {
    const spans = await traceIn(question);
    if (typeof spans === 'string') return question.refuse(spans);
    const rows = await rowsOf(spans);
    const whole = rows.reduce((most, { begins, milliseconds }) => Math.max(most, begins + milliseconds), 0);
    const failed = spans.filter((one) => one.failed).length;
    const services = new Set(spans.map(({ service }) => service)).size;
    const json = await Promise.all(rows.map(async ({ depth, orphan, span }) => ({ ...(await jsonSpan(span)), depth, orphan })));
    return question.show({
      json: { traceId: question.invocation.args[0], spans: json },
      columns: [
        {
          name: 'operation',
          value: ({ span }) => span.name,
          text: named,
          style: ({ span }) => (span.failed ? 'red' : undefined),
        },
        { name: 'service', value: ({ span }) => span.service },
        { name: 'time', value: ({ begins }) => begins, text: (row) => bar(row, whole) },
        { name: 'begins_ms', value: ({ begins }) => begins, text: ({ begins }) => lasting(begins / 1000), side: 'right' },
        {
          name: 'milliseconds',
          value: ({ milliseconds }) => milliseconds,
          text: (row) => lasting(row.milliseconds / 1000),
          side: 'right',
        },
        { name: 'failure', value: failureOf, text: failureOf },
      ],
      rows,
      summary:
        rows.length === 0
          ? noTrace(question)
          : `${count(rows.length, 'span')} of ${count(services, 'service')} in ${lasting(whole / 1000)}, ${failed} failed.${deeperThanShown(rows.map(({ depth }) => depth))}`,
    });
  }),
};

async function rowsOf(spans: readonly TraceSpan[]): Promise<Row[]> {
  const { durationOf, millisecondsOf, treeOf, walkTree } = await import('../../../program.ts');
  const first = spans[0]?.start ?? 0n;
  const rowOf = ({ node, depth }: { node: TreeNode; depth: number }): Row => ({
    span: node.span,
    depth,
    orphan: node.orphan,
    begins: millisecondsOf(node.span.start - first),
    milliseconds: millisecondsOf(durationOf(node.span)),
  });
  return [...walkTree(treeOf(spans))].map(rowOf);
}

function named({ depth, orphan, span }: Row): string {
  return indented(depth, `${span.name}${orphan ? ' (its caller is not here)' : ''}`);
}

function failureOf({ span }: Row): string {
  return span.failed ? (span.message ?? 'failed') : '';
}

/** Where in the trace it is: `   ▇▇▇▇     `. */
function bar({ begins, milliseconds }: Row, whole: number): string {
  const at = (moment: number) => (whole === 0 ? 0 : Math.round((moment / whole) * WIDTH));
  const start = Math.min(at(begins), WIDTH - 1);
  const end = Math.max(start + 1, at(begins + milliseconds));
  return `${' '.repeat(start)}${'▇'.repeat(end - start)}`.padEnd(WIDTH);
}
