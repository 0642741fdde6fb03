import type { ArtifactKind } from '../artifacts/kind.ts';
import type { Target } from '../model/target.ts';
import type { Plan } from '../plan/change.ts';
import type { Built } from '../program.ts';
import type { OutsideFailure } from '../targets/failure.ts';
import type { TargetIo } from '../targets/io.ts';
import { directoryOf, type Invocation } from './command.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { buildProject } from './project.ts';
import { refuse, unknownName } from './refuse.ts';

/** One answer of a server may take this long. */
const TIMEOUT_MS = 30_000;

/** A project that is free of errors, one of its targets, and how it is reached. */
export interface Aimed {
  readonly built: Built;
  readonly target: Target;
  readonly io: TargetIo;
  readonly kinds: readonly ArtifactKind[];
}

/** Builds the project and finds `--target`; prints why not and gives the exit code where that fails. */
export async function aim(invocation: Invocation, read = buildProject): Promise<Aimed | ExitCode> {
  const { io, options } = invocation;
  const built = await read(invocation);
  if (built.failed) {
    io.err('Nothing was compared or changed: the definitions have errors.\n');
    return EXIT.diagnostics;
  }
  const { localTarget, artifactKinds, everyEnvironment } = await import('../program.ts');
  const { targets } = built.derived.estate;
  const environments = everyEnvironment(built.derived);
  const name = String(options['target']);
  const environment =
    options['environment'] === undefined ? environments[0] : environments.find((one) => one.name === options['environment']);
  if (!environment && options['environment'] !== undefined) {
    const names = environments.map((one) => one.name);
    return refuse(invocation, await unknownName('environment', String(options['environment']), names));
  }
  const target = name === 'local' && environment ? localTarget(environment) : targets.find((one) => one.name === name);
  if (!target) {
    return refuse(invocation, await unknownName('target', name, ['local', ...targets.map((one) => one.name)]));
  }
  return { built, target, kinds: artifactKinds, io: await targetIo(invocation) };
}

/** What a conversation with servers may touch. */
export async function targetIo(invocation: Invocation): Promise<TargetIo> {
  const { secretReader } = await import('../program.ts');
  const { env, signal } = invocation.io;
  const directory = directoryOf(invocation);
  const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
  return { baseDirectory: directory, env, secret: secretReader(env, directory), wait, timeoutMs: TIMEOUT_MS, signal };
}

/** The artifacts of the target's environment. */
export function artifactsFor({ built, target }: Pick<Aimed, 'built' | 'target'>): Built['artifacts'] {
  return built.artifacts.filter((artifact) => artifact.environment === target.environment.name);
}

/** Runs what talks to servers; a failure out there is a message and an exit code, never a stack. */
export async function outside(invocation: Invocation, work: () => Promise<ExitCode>): Promise<ExitCode> {
  const { OutsideFailure: Failure, describeFailure } = await import('../program.ts');
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    invocation.io.err(`${describeFailure(thrown)}.\nNothing was changed.\n`);
    return exitOf(thrown);
  }
}

export function exitOf(failure: OutsideFailure): ExitCode {
  return failure.kind === 'misconfigured' ? EXIT.usage : failure.kind === 'unverified' ? EXIT.unverified : EXIT.server;
}

/** `--target NAME` and what goes with it. */
export const TARGET_OPTION = [
  '--target <name>',
  'where to: a target of deploy/targets.ts, or `local`, a folder',
  'local',
] as const;
export const ENVIRONMENT_OPTION = [
  '--environment <name>',
  'which environment the target `local` holds (default: the first)',
] as const;

export async function printThePlan(invocation: Invocation, plan: Plan): Promise<void> {
  const { markdownPlan, printPlan, planToJson } = await import('../program.ts');
  const { io, options } = invocation;
  if (options['format'] === 'markdown' && options['json'] !== true) io.out(markdownPlan(plan));
  else if (options['json'] === true || options['format'] === 'json') io.out(`${JSON.stringify(planToJson(plan), null, 2)}\n`);
  else io.out(printPlan(plan, { color: io.color }));
}

/** What a plan that was only shown ends with. */
export async function exitOfPlan({ options }: Invocation, plan: Plan): Promise<ExitCode> {
  const { hasChanges } = await import('../program.ts');
  if (plan.changes.some((change) => change.action === 'refuse')) return EXIT.server;
  return options['detailedExitCode'] === true && hasChanges(plan) ? EXIT.changes : EXIT.done;
}
