import { join } from 'node:path';
import type { Artifact } from '../artifacts/kind.ts';
import { type Folder, openFolder } from './files/folder.ts';

export const GENERATED = 'generated';
/** Names what generation wrote, so that what it no longer writes can be removed and nothing else is. */
const LIST = 'files.txt';

export interface GeneratedFile {
  readonly path: string;
  readonly state: 'same' | 'missing' | 'different' | 'stale';
}

/** How the committed folder differs from what the definitions compile to. */
export async function compareGenerated(directory: string, artifacts: readonly Artifact[]): Promise<GeneratedFile[]> {
  return eachFile(directory, artifacts, async () => undefined);
}

/** Writes what differs and removes what is stale; what generation never wrote is left alone. */
export async function writeGenerated(directory: string, artifacts: readonly Artifact[]): Promise<GeneratedFile[]> {
  const folder = openFolder(join(directory, GENERATED));
  return eachFile(directory, artifacts, async ({ path, state }, text) => {
    if (state === 'stale') await folder.remove(path);
    else if (state !== 'same') await folder.write(path, text);
  });
}

type Visit = (file: GeneratedFile, text: string) => Promise<void>;

/** One file after the other, so that the text of one is all that is held. */
async function eachFile(directory: string, artifacts: readonly Artifact[], visit: Visit): Promise<GeneratedFile[]> {
  const folder = openFolder(join(directory, GENERATED));
  const wanted = new Map(artifacts.map((artifact) => [`${artifact.environment}/${artifact.path}`, artifact]));
  const listed = await readList(directory);
  const files: GeneratedFile[] = [];
  const add = async (file: GeneratedFile, text: string) => {
    files.push(file);
    await visit(file, text);
  };
  for (const [path, artifact] of wanted) {
    const { text } = artifact;
    await add({ path, state: await stateOf(folder, path, text) }, text);
  }
  const list = `${[...wanted.keys(), LIST].sort().join('\n')}\n`;
  await add({ path: LIST, state: await stateOf(folder, LIST, list) }, list);
  for (const path of listed) if (path !== LIST && !wanted.has(path)) await add({ path, state: 'stale' }, '');
  return files;
}

async function stateOf(folder: Folder, path: string, text: string): Promise<GeneratedFile['state']> {
  const standing = await folder.read(path);
  if (standing.is === 'nothing') return 'missing';
  return standing.is === 'file' && standing.text === text ? 'same' : 'different';
}

async function readList(directory: string): Promise<string[]> {
  const standing = await openFolder(join(directory, GENERATED)).read(LIST);
  return standing.is === 'file' ? standing.text.split('\n').filter((line) => line !== '') : [];
}
