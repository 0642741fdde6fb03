import { asking, askingOptions } from '../../ask/asking.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';

const NEEDS = { engines: ['prometheus'], definitions: false, since: undefined } as const;

export const activeCommand: CommandKind = {
  name: 'active',
  summary: 'how many executions are under way and how many wait, by workflow',
  configure: (command) => askingOptions(command.argument('[workflow]', 'only this one'), NEEDS),
  run: asking(NEEDS, async ({ derived, invocation, servers, show, span }) => {
    const { activeWork, workflowNames } = await import('../../../program.ts');
    const workflow = invocation.args[0];
    const rows = await activeWork(servers.prometheus, { at: span.to, workflow, names: workflowNames(derived) });
    const [active, queued] = [rows.reduce((sum, row) => sum + row.active, 0), rows.reduce((sum, row) => sum + row.queued, 0)];
    return show({
      json: { at: span.to.toISOString(), workflows: rows },
      columns: [
        { name: 'workflow', value: (row) => row.workflow },
        { name: 'active', value: (row) => row.active, side: 'right' },
        { name: 'queued', value: (row) => row.queued, side: 'right' },
      ],
      rows,
      summary:
        rows.length === 0
          ? 'Nothing tells of workflows here: are the metrics of `workflowMetrics` exposed and scraped?'
          : `${count(rows.length, 'workflow')}: ${active} active, ${queued} queued.`,
    });
  }),
};
