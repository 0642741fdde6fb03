import type { Plan } from '../../plan/change.ts';
import type { Suggested } from '../../plan/suggest/suggestion.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT } from '../exit.ts';
import { JOURNAL_OPTION, sayUnfinished } from '../journal.ts';
import { type Aimed, aim, artifactsFor, ENVIRONMENT_OPTION, outside, printThePlan, TARGET_OPTION } from '../target.ts';

/** Whether the servers still hold what the definitions say, and have loaded it. Changes nothing. */
export const driftCommand: CommandKind = {
  name: 'drift',
  summary: 'find what the servers of a target hold differently, or have not loaded',
  configure: (command) =>
    command
      .option(...TARGET_OPTION)
      .option(...ENVIRONMENT_OPTION)
      .option('--detailed-exit-code', 'end with 10 when something differs')
      .option('--suggest', 'name the options of definitions that would say what the servers say')
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
      if (invocation.options['suggest'] === true) await printWithEdits(invocation, aimed, plan);
      else await printThePlan(invocation, plan);
      if (hasChanges(plan)) return invocation.options['detailedExitCode'] === true ? EXIT.changes : EXIT.done;
      const mismatches = await verifyTarget(aimed.target, artifacts, aimed.io);
      for (const { server, message } of mismatches) invocation.io.err(`${server}: ${message}\n`);
      return mismatches.length > 0 ? EXIT.unverified : EXIT.done;
    });
  },
};

/** The plan, and what would make it empty the other way round. */
async function printWithEdits(invocation: Invocation, { target, built, io }: Aimed, plan: Plan): Promise<void> {
  const { driftedOf, planToJson, printSuggestions, suggestEdits, suggestionsJson } = await import('../../program.ts');
  const artifacts = artifactsFor({ target, built });
  const suggested = suggestEdits(await driftedOf(target, artifacts, io), built.derived, target.environment);
  if (invocation.options['json'] === true) {
    const both = { ...planToJson(plan), ...suggestionsJson(suggested, built.placeOf) };
    invocation.io.out(`${JSON.stringify(both, null, 2)}\n`);
    return;
  }
  await printThePlan(invocation, plan);
  if (hasDrifted(suggested)) invocation.io.out(printSuggestions(suggested, built.placeOf));
}

function hasDrifted({ suggestions, unsaid }: Suggested): boolean {
  return suggestions.length + unsaid.length > 0;
}
