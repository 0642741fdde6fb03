import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Built, CostContribution } from '../program.ts';
import { directoryOf, type Invocation } from './command.ts';

/** What the definitions cost before a change, or why that cannot be said. */
export type CostBase =
  | { readonly ref: string; readonly commit: string | undefined; readonly costs: readonly CostContribution[] }
  | { readonly reason: string };

export const BASE_OPTION = [
  '--base <ref>',
  'say what the change adds since this commit, or compared with the project in this folder',
] as const;

/** The costs of another commit of this project, or of a folder; without a base those of where this branch left main. */
export async function costBase(invocation: Invocation, base: unknown): Promise<CostBase> {
  const asked = base === undefined ? undefined : String(base);
  const folder = asked === undefined ? undefined : resolve(invocation.io.cwd, asked);
  if (asked !== undefined && folder !== undefined && (await isProject(folder)))
    return costsOf(invocation, folder, { ref: asked, commit: undefined });
  const { projectAt } = await import('../program.ts');
  const { env, signal } = invocation.io;
  const at = await projectAt(asked, { cwd: resolve(directoryOf(invocation)), env, signal });
  if ('reason' in at) return { reason: at.reason };
  try {
    return await costsOf(invocation, at.directory, at);
  } finally {
    await at.remove();
  }
}

async function isProject(folder: string): Promise<boolean> {
  const found = await stat(join(folder, 'definitions/index.ts')).catch(() => undefined);
  return found !== undefined;
}

async function costsOf(
  { io }: Invocation,
  directory: string,
  { commit, ref }: { readonly ref: string; readonly commit: string | undefined },
): Promise<CostBase> {
  const { build, estimateCost } = await import('../program.ts');
  const built: Built = await build(directory, io.today);
  if (built.derived.estate.services.length === 0 && built.failed)
    return { reason: `the definitions of ${ref} cannot be read today` };
  return { ref, commit, costs: estimateCost(built.derived) };
}

/** `production: this change adds 120 series (+2.4 %).`, or why nothing can be said. */
export async function sayCostChange(invocation: Invocation, now: Built, base: unknown): Promise<string[]> {
  const was = await costBase(invocation, base);
  if ('reason' in was) return [`What this change costs is not known: ${was.reason}.`];
  const { costChangeText, estimateCost } = await import('../program.ts');
  return costChangeText(was.costs, estimateCost(now.derived));
}
