import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plan } from '../../plan/change.ts';
import { auditOptions } from '../audit.ts';
import { carryOut } from '../carry-out.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { JOURNAL_OPTION, recoverFirst } from '../journal.ts';
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
    auditOptions(command)
      .option(...TARGET_OPTION)
      .option(...ENVIRONMENT_OPTION)
      .option('--plan <file>', 'apply exactly this plan, saved by `plan --out`')
      .option('--dry-run', 'only show the plan: nothing that could change a server is even made')
      .option('--annotate <text>', 'mark the deployment in Grafana, with the tag `deployment` and this text')
      .option('--yes', 'also make changes that the target wants confirmed')
      .option(...JOURNAL_OPTION)
      .option('--json', 'print the plan and the result as JSON'),
  run: async (invocation) => {
    const aimed = await aim(invocation);
    if (typeof aimed === 'number') return aimed;
    return outside(invocation, async () => {
      const stuck = await recoverFirst(invocation, aimed);
      if (stuck !== undefined) return stuck;
      const plan = await planFor(invocation, aimed);
      if (typeof plan === 'number') return plan;
      await printThePlan(invocation, plan);
      if (invocation.options['dryRun'] === true) return exitOfPlan(invocation, plan);
      const code = await carryOut(invocation, aimed, plan, 'deploy');
      if (code === EXIT.done) await annotate(invocation, aimed);
      return code;
    });
  },
};

/** What is deployed stays, also where it cannot be marked. */
async function annotate({ io, options }: Invocation, { target, io: targetIo }: Aimed): Promise<void> {
  const { annotate: text } = options;
  if (typeof text !== 'string') return;
  const { annotateDeployment, describeFailure, OutsideFailure } = await import('../../program.ts');
  try {
    if (await annotateDeployment(target, text, targetIo)) return;
    io.err(`Nothing was marked: ${target.name} does not reach a Grafana by its API.\n`);
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    io.err(`The deployment was not marked in Grafana: ${describeFailure(error)}.\n`);
  }
}

const MOST_SHOWN = 20;
const UNREAD: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder' };

async function planFor(invocation: Invocation, aimed: Aimed): Promise<Plan | ExitCode> {
  const { planTarget, readPlanFile } = await import('../../program.ts');
  const { plan: file } = invocation.options;
  if (typeof file !== 'string') return planTarget(aimed.target, artifactsFor(aimed), aimed.kinds, aimed.io);
  const text = await readFile(resolve(invocation.io.cwd, file), 'utf8').catch((error: NodeJS.ErrnoException) => error);
  const read = typeof text === 'string' ? readPlanFile(text) : { problem: UNREAD[String(text.code)] ?? text.message };
  if ('plan' in read) return reviewed(invocation, aimed, read.plan, file);
  invocation.io.err(`${file}: ${read.problem}. Make a plan with \`signalbox plan --out ${file}\`.\n`);
  return EXIT.usage;
}

/** The plan, where it still says what the definitions say; whether the servers moved is seen when it is applied. */
async function reviewed({ io }: Invocation, { built, target }: Aimed, plan: Plan, file: string): Promise<Plan | ExitCode> {
  const { definitionsMoved, wantedBy } = await import('../../program.ts');
  if (plan.target !== target.name || plan.environment !== target.environment.name) {
    io.err(`${file} is a plan for ${plan.target} (${plan.environment}), not for ${target.name} (${target.environment.name}).\n`);
    return EXIT.usage;
  }
  const moved = definitionsMoved(plan, wantedBy(target, built.artifacts).wanted);
  if (moved.length === 0) return plan;
  io.err(`The definitions changed since ${file} was made. Make a new plan, and have it reviewed:\n`);
  for (const line of moved.slice(0, MOST_SHOWN)) io.err(`  ${line}\n`);
  if (moved.length > MOST_SHOWN) io.err(`  and ${moved.length - MOST_SHOWN} more\n`);
  return EXIT.server;
}
