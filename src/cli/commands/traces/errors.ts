import type { ErrorCascade } from '../../../program.ts';
import { asking, askingOptions } from '../../ask/asking.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { jsonSpan, noTrace, ONE, traceIn } from './selection.ts';

export const errorsCommand: CommandKind = {
  name: 'errors',
  summary: 'where failures of one trace began, how far up they went, and who caught them',
  configure: (command) => askingOptions(command.argument('<trace>', 'its id'), ONE),
  run: asking(ONE, async (question) => {
    const { errorCascades } = await import('../../../program.ts');
    const spans = await traceIn(question);
    if (typeof spans === 'string') return question.refuse(spans);
    const rows = errorCascades(spans);
    const reached = rows.filter(({ absorbedBy }) => !absorbedBy).length;
    return question.show({
      json: { traceId: question.invocation.args[0], cascades: await Promise.all(rows.map(jsonOf)) },
      columns: [
        { name: 'service', value: ({ origin }) => origin.service },
        { name: 'began_in', value: ({ origin }) => origin.name, style: () => 'red' },
        { name: 'message', value: ({ origin }) => origin.message ?? null },
        { name: 'went_up_through', value: throughOf, text: (row) => throughOf(row) || '–' },
        {
          name: 'caught_by',
          value: ({ absorbedBy }) => absorbedBy?.name ?? null,
          text: ({ absorbedBy }) => absorbedBy?.name ?? 'nobody',
        },
      ],
      rows,
      summary:
        spans.length === 0
          ? noTrace(question)
          : rows.length === 0
            ? `None of its ${count(spans.length, 'span')} failed.`
            : `${count(rows.length, 'failure')}; ${reached} reached the top of the trace.`,
    });
  }),
};

function throughOf({ through }: ErrorCascade): string {
  return through.map(({ name, service }) => `${service} ${name}`).join(' ← ');
}

async function jsonOf({ absorbedBy, origin, through }: ErrorCascade): Promise<object> {
  return {
    origin: await jsonSpan(origin),
    through: await Promise.all(through.map(jsonSpan)),
    absorbedBy: absorbedBy ? await jsonSpan(absorbedBy) : null,
  };
}
