import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plan } from '../../plan/change.ts';
import { carryOut } from '../carry-out.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT } from '../exit.ts';
import {
  type Aimed,
  aim,
  artifactsFor,
  ENVIRONMENT_OPTION,
  exitOfPlan,
  outside,
  printThePlan,
  TARGET_OPTION,
} from '../target.ts';

/** Plan, apply exactly that, prove that the servers loaded it; otherwise the old state comes back. */
export const deployCommand: CommandKind = {
  name: 'deploy',
  summary: 'make the servers of a target hold what the definitions say, and prove it',
  configure: (command) =>
    command
      .option(...TARGET_OPTION)
      .option(...ENVIRONMENT_OPTION)
      .option('--plan <file>', 'apply exactly this plan, saved by `plan --out`')
      .option('--dry-run', 'only show the plan: nothing that could change a server is even made')
      .option('--yes', 'also make changes that the target wants confirmed')
      .option('--json', 'print the plan and the result as JSON'),
  run: async (invocation) => {
    const aimed = await aim(invocation);
    if (typeof aimed === 'number') return aimed;
    return outside(invocation, async () => {
      const plan = await planFor(invocation, aimed);
      if (plan === undefined) return EXIT.usage;
      await printThePlan(invocation, plan);
      if (invocation.options['dryRun'] === true) return exitOfPlan(invocation, plan);
      return carryOut(invocation, aimed, plan);
    });
  },
};

async function planFor(invocation: Invocation, aimed: Aimed): Promise<Plan | undefined> {
  const { planTarget, readPlanFile } = await import('../../program.ts');
  const { plan: file } = invocation.options;
  if (typeof file !== 'string') return planTarget(aimed.target, artifactsFor(aimed), aimed.kinds, aimed.io);
  const text = await readFile(resolve(invocation.io.cwd, file), 'utf8').catch(() => '');
  const read = readPlanFile(text);
  if ('plan' in read) return read.plan;
  invocation.io.err(`${file}: ${read.problem}. Make a plan with \`signalbox plan --out ${file}\`.\n`);
  return undefined;
}
