import type { Deployment } from '../../program.ts';
import { auditOptions } from '../audit.ts';
import { carryOut } from '../carry-out.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { JOURNAL_OPTION, journalOf, recoverFirst } from '../journal.ts';
import { json } from '../print.ts';
import { printDeployments } from '../print-deployments.ts';
import { type Aimed, aim, ENVIRONMENT_OPTION, outside, printThePlan, TARGET_OPTION } from '../target.ts';

/** Back to what an earlier deployment put there, by the same plan, apply and verify, and written down like it. */
export const rollbackCommand: CommandKind = {
  name: 'rollback',
  summary: 'make the servers of a target hold what an earlier deployment put there, and prove it',
  configure: (command) =>
    auditOptions(command)
      .option(...TARGET_OPTION)
      .option(...ENVIRONMENT_OPTION)
      .option('--to <id>', 'to which deployment: its id, or how many to go back; 0 is the last, as it was deployed', '1')
      .option('--list', 'show the deployments there are, and do nothing')
      .option('--dry-run', 'show what it would change, and do nothing')
      .option('--yes', 'also make changes that the target wants confirmed')
      .option(...JOURNAL_OPTION)
      .option('--json', 'print the list, or the plan and the result, as JSON'),
  run: async (invocation) => {
    const aimed = await aim(invocation);
    if (typeof aimed === 'number') return aimed;
    return outside(invocation, () => (invocation.options['list'] === true ? list(invocation, aimed) : goBack(invocation, aimed)));
  },
};

async function deploymentsOf(invocation: Invocation, aimed: Aimed): Promise<readonly Deployment[]> {
  const all = await (await journalOf(invocation, aimed)).list();
  return all.filter(({ record }) => record.environment === aimed.target.environment.name);
}

async function list(invocation: Invocation, aimed: Aimed): Promise<ExitCode> {
  const { io, options } = invocation;
  const all = await deploymentsOf(invocation, aimed);
  const { deploymentsJson } = await import('../../program.ts');
  io.out(options['json'] === true ? json({ deployments: deploymentsJson(all) }) : printDeployments(aimed.target.name, all));
  return EXIT.done;
}

async function goBack(invocation: Invocation, aimed: Aimed): Promise<ExitCode> {
  const { options } = invocation;
  const dry = options['dryRun'] === true;
  const stuck = dry ? undefined : await recoverFirst(invocation, aimed);
  if (stuck !== undefined) return stuck;
  const { deploymentToGoTo, planRollback } = await import('../../program.ts');
  const goal = deploymentToGoTo(await deploymentsOf(invocation, aimed), String(options['to']));
  const plan = await planRollback(aimed.target, goal, await journalOf(invocation, aimed), aimed.kinds, aimed.io);
  invocation.io.err(`Back to ${goal.record.id}, ${goal.record.at}, by ${goal.record.who}.\n`);
  await printThePlan(invocation, plan);
  return dry ? EXIT.done : carryOut(invocation, aimed, plan, 'rollback');
}
