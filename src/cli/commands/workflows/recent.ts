import type { SeenExecution } from '../../../program.ts';
import { asking, askingOptions } from '../../ask/asking.ts';
import { lasting } from '../../ask/numbers.ts';
import { countIn, unknownService } from '../../ask/service-names.ts';
import { choiceOption } from '../../choices.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { unknownName } from '../../refuse.ts';

const NEEDS = { engines: ['loki'], definitions: false, since: '1h' } as const;
const STATES = ['running', 'completed', 'failed', 'cancelled'] as const;
const STYLE = { running: undefined, completed: 'green', failed: 'red', cancelled: 'yellow' } as const;
/** Lines that are read for them: an execution of ten steps has about twenty. */
const MOST_LINES = 20_000;

export const recentCommand: CommandKind = {
  name: 'recent',
  summary: 'the latest executions, from what they wrote: state, duration, steps, error, trace',
  configure: (command) =>
    askingOptions(command, NEEDS)
      .option('--service <name>', 'only those of this service')
      .option('--workflow <name>', 'only of this workflow')
      .addOption(choiceOption('--status <state>', 'only these', STATES))
      .option('--execution <id>', 'only this one')
      .option('--limit <count>', 'so many at most', '20'),
  run: asking(NEEDS, async (question) => {
    const { executionsOf, executionsQuery, readLines } = await import('../../../program.ts');
    const { derived, invocation, servers, show, span } = question;
    const limit = countIn(invocation.options, 'limit');
    if (typeof limit === 'string') return question.refuse(limit);
    const [service, workflow, status, id] = ['service', 'workflow', 'status', 'execution'].map((name) =>
      invocation.options[name]?.toString(),
    );
    const unknown = await unknownService(derived, service === undefined ? [] : [service]);
    if (unknown !== undefined) return question.refuse(unknown);
    if (status !== undefined && !STATES.some((one) => one === status))
      return question.refuse(await unknownName('state', status, STATES));
    const lines = await readLines(servers.loki, executionsQuery(service, id), {
      from: span.from,
      to: span.to,
      limit: MOST_LINES,
    });
    const all = executionsOf(lines).filter(
      (one) => [one.workflow, undefined].includes(workflow) && [one.status, undefined].includes(status as never),
    );
    const rows = all.slice(0, limit);
    const cut = lines.length === MOST_LINES ? ` Only the newest ${MOST_LINES} lines were read.` : '';
    const found =
      rows.length === 0
        ? 'No execution is like that'
        : `${count(all.length, 'execution')}${all.length > rows.length ? `, ${rows.length} of them shown,` : ''}`;
    return show({
      json: { from: span.from.toISOString(), to: span.to.toISOString(), executions: rows.map(jsonOf) },
      columns: [
        { name: 'began', value: ({ began }) => began.toISOString(), text: ({ began }) => span.print(began) },
        { name: 'execution', value: (row) => row.id },
        { name: 'workflow', value: (row) => row.workflow },
        { name: 'state', value: (row) => row.status, style: (row) => STYLE[row.status] },
        { name: 'seconds', value: (row) => row.seconds ?? null, text: (row) => lasting(row.seconds), side: 'right' },
        { name: 'steps', value: (row) => row.stepsCompleted + row.stepsFailed, side: 'right' },
        { name: 'step', value: (row) => row.step ?? null },
        { name: 'error', value: (row) => row.error ?? null, text: (row) => row.error ?? '' },
      ],
      rows,
      summary: `${found} since ${span.print(span.from)}.${cut}`,
    });
  }),
};

function jsonOf({ began, last, ...row }: SeenExecution): object {
  const { error = null, seconds = null, step = null, traceId = null } = row;
  return { ...row, began: began.toISOString(), last: last.toISOString(), seconds, step, error, traceId };
}
