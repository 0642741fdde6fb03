import type { CommandKind } from '../command.ts';
import { EXIT } from '../exit.ts';
import { JOURNAL_OPTION, sayUnfinished } from '../journal.ts';
import { aim, artifactsFor, ENVIRONMENT_OPTION, outside, printThePlan, TARGET_OPTION } from '../target.ts';

/** Whether the servers still hold what the definitions say, and have loaded it. Changes nothing. */
export const driftCommand: CommandKind = {
  name: 'drift',
  summary: 'find what the servers of a target hold differently, or have not loaded',
  configure: (command) =>
    command
      .option(...TARGET_OPTION)
      .option(...ENVIRONMENT_OPTION)
      .option('--detailed-exit-code', 'end with 10 when something differs')
      .option(...JOURNAL_OPTION)
      .option('--json', 'print the differences as JSON'),
  run: async (invocation) => {
    const aimed = await aim(invocation);
    if (typeof aimed === 'number') return aimed;
    const { planTarget, verifyTarget, hasChanges } = await import('../../program.ts');
    return outside(invocation, async () => {
      await sayUnfinished(invocation, aimed);
      const artifacts = artifactsFor(aimed);
      const plan = await planTarget(aimed.target, artifacts, aimed.kinds, aimed.io);
      await printThePlan(invocation, plan);
      if (hasChanges(plan)) return invocation.options['detailedExitCode'] === true ? EXIT.changes : EXIT.done;
      const mismatches = await verifyTarget(aimed.target, artifacts, aimed.io);
      for (const { server, message } of mismatches) invocation.io.err(`${server}: ${message}\n`);
      return mismatches.length > 0 ? EXIT.unverified : EXIT.done;
    });
  },
};
