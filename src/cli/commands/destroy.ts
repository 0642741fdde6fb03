import { auditOptions } from '../audit.ts';
import { carryOut } from '../carry-out.ts';
import type { CommandKind } from '../command.ts';
import { EXIT } from '../exit.ts';
import { JOURNAL_OPTION, recoverFirst } from '../journal.ts';
import { aim, artifactsFor, ENVIRONMENT_OPTION, outside, printThePlan, TARGET_OPTION } from '../target.ts';

/** Takes away what we put there, and nothing else. */
export const destroyCommand: CommandKind = {
  name: 'destroy',
  summary: 'remove everything of ours from the servers of a target; nothing else is touched',
  configure: (command) =>
    auditOptions(command)
      .option(...TARGET_OPTION)
      .option(...ENVIRONMENT_OPTION)
      .option('--yes', 'do it without asking')
      .option(...JOURNAL_OPTION)
      .option('--json', 'print the plan and the result as JSON'),
  run: async (invocation) => {
    const { io, options } = invocation;
    const aimed = await aim(invocation);
    if (typeof aimed === 'number') return aimed;
    const { planDestruction } = await import('../../program.ts');
    return outside(invocation, async () => {
      const stuck = await recoverFirst(invocation, aimed);
      if (stuck !== undefined) return stuck;
      const plan = await planDestruction(aimed.target, artifactsFor(aimed), aimed.kinds, aimed.io);
      await printThePlan(invocation, plan);
      const deletes = plan.changes.filter((change) => change.action === 'delete').length;
      if (deletes > 0 && options['yes'] !== true && !(await io.confirm?.(`Remove all of this from ${aimed.target.name}?`))) {
        io.err('Nothing was removed: --yes does it.\n');
        return EXIT.usage;
      }
      return carryOut({ ...invocation, options: { ...options, yes: true } }, aimed, plan, 'destroy');
    });
  },
};
