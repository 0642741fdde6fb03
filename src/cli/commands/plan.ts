import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option } from 'commander';
import type { CommandKind } from '../command.ts';
import { BASE_OPTION, sayCostChange } from '../cost-base.ts';
import { JOURNAL_OPTION, sayUnfinished } from '../journal.ts';
import { aim, artifactsFor, ENVIRONMENT_OPTION, exitOfPlan, outside, printThePlan, TARGET_OPTION } from '../target.ts';

/** What a deploy would change, computed here from what the servers hold now. */
export const planCommand: CommandKind = {
  name: 'plan',
  summary: 'show what a deploy would change on the servers of a target',
  configure: (command) =>
    command
      .option(...TARGET_OPTION)
      .option(...ENVIRONMENT_OPTION)
      .option('--out <file>', 'save the plan, for `deploy --plan`')
      .option('--detailed-exit-code', 'end with 10 when there is something to change')
      .option(...BASE_OPTION)
      .option(...JOURNAL_OPTION)
      .addOption(new Option('--format <form>', 'how to print it').choices(['text', 'markdown', 'json']).default('text'))
      .option('--json', 'the same as --format json'),
  run: async (invocation) => {
    const aimed = await aim(invocation);
    if (typeof aimed === 'number') return aimed;
    const { planTarget, planFileText } = await import('../../program.ts');
    return outside(invocation, async () => {
      await sayUnfinished(invocation, aimed);
      const plan = await planTarget(aimed.target, artifactsFor(aimed), aimed.kinds, aimed.io);
      const { out } = invocation.options;
      if (typeof out === 'string') await writeFile(resolve(invocation.io.cwd, out), planFileText(plan));
      await printThePlan(invocation, plan);
      const { base } = invocation.options;
      if (base !== undefined)
        for (const line of await sayCostChange(invocation, aimed.built, base)) invocation.io.err(`${line}\n`);
      return exitOfPlan(invocation, plan);
    });
  },
};
