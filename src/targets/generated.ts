import { join } from 'node:path';
import type { Artifact } from '../artifacts/kind.ts';
import { openFolder } from './files/folder.ts';

export const GENERATED = 'generated';
/** Names what generation wrote, so that what it no longer writes can be removed and nothing else is. */
const LIST = 'files.txt';

export interface GeneratedFile {
  readonly path: string;
  readonly state: 'same' | 'missing' | 'different' | 'stale';
}

/** How the committed folder differs from what the definitions compile to. */
export async function compareGenerated(directory: string, artifacts: readonly Artifact[]): Promise<GeneratedFile[]> {
  const folder = openFolder(join(directory, GENERATED));
  const wanted = wantedFiles(artifacts);
  const compared = [...wanted].map(async ([path, text]): Promise<GeneratedFile> => {
    const standing = await folder.read(path);
    if (standing.is === 'nothing') return { path, state: 'missing' };
    return { path, state: standing.is === 'file' && standing.text === text ? 'same' : 'different' };
  });
  const listed = await readList(directory);
  const stale = listed.filter((path) => !wanted.has(path)).map((path): GeneratedFile => ({ path, state: 'stale' }));
  return [...(await Promise.all(compared)), ...stale];
}

/** Writes what differs and removes what is stale; what generation never wrote is left alone. */
export async function writeGenerated(directory: string, artifacts: readonly Artifact[]): Promise<GeneratedFile[]> {
  const folder = openFolder(join(directory, GENERATED));
  const wanted = wantedFiles(artifacts);
  const files = await compareGenerated(directory, artifacts);
  for (const { path, state } of files) {
    if (state === 'stale') await folder.remove(path);
    else if (state !== 'same') await folder.write(path, wanted.get(path) ?? '');
  }
  return files;
}

/** What `generated/` is to hold, by path, with the list of it. */
export function wantedFiles(artifacts: readonly Artifact[]): Map<string, string> {
  const files = new Map(artifacts.map((artifact) => [`${artifact.environment}/${artifact.path}`, artifact.text]));
  return files.set(LIST, `${[...files.keys(), LIST].sort().join('\n')}\n`);
}

async function readList(directory: string): Promise<string[]> {
  const standing = await openFolder(join(directory, GENERATED)).read(LIST);
  return standing.is === 'file' ? standing.text.split('\n').filter((line) => line !== '') : [];
}
