import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GitBox } from '../targets/git/run-git.ts';
import { generatedAt } from './generated-at.ts';

/** A project as it was committed, in a folder of its own, or why it cannot be had. */
export type ProjectAt =
  | { readonly ref: string; readonly commit: string; readonly directory: string; remove(): Promise<void> }
  | { readonly reason: string };

/** Packages are those installed now, and what is compiled is not read. */
const LEFT_OUT = /^(?:generated|node_modules|dist|\.git)\//;

/** The project of `box.cwd` at a ref; without one, where this branch left the main one. Written inside it, so that its packages are found. */
export async function projectAt(ref: string | undefined, box: GitBox): Promise<ProjectAt> {
  const found = await generatedAt('', ref, box, (path) => !LEFT_OUT.test(path));
  if ('reason' in found) return found;
  await mkdir(join(box.cwd, '.signalbox'), { recursive: true });
  const directory = await mkdtemp(join(box.cwd, '.signalbox', 'base-'));
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    for (const [path, text] of found.files) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    }
  } catch (thrown) {
    await remove();
    throw thrown;
  }
  return { ref: found.ref, commit: found.commit, directory, remove };
}
