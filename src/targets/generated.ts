import { join } from 'node:path';
import type { Artifact } from '../artifacts/kind.ts';
import { GENERATED_LIST } from '../compile/generated-list.ts';
import { aFewAtATime } from './a-few-at-a-time.ts';
import { OutsideFailure } from './failure.ts';
import { type Folder, openSteadyFolder } from './files/folder.ts';

export const GENERATED = 'generated';
/** Names what generation wrote, so that what it no longer writes can be removed and nothing else is. */
const LIST = GENERATED_LIST;

export interface GeneratedFile {
  readonly path: string;
  readonly state: 'same' | 'missing' | 'different' | 'stale';
}

/** How the committed folder differs from what the definitions compile to. */
export async function compareGenerated(directory: string, artifacts: readonly Artifact[]): Promise<GeneratedFile[]> {
  return eachFile(folderIn(directory), artifacts, async () => undefined);
}

/** Writes what differs and removes what is stale; what generation never wrote is left alone. Where one file cannot be written, none is. */
export async function writeGenerated(directory: string, artifacts: readonly Artifact[]): Promise<GeneratedFile[]> {
  const folder = folderIn(directory);
  await reportObstacles(folder, artifacts);
  return eachFile(folder, artifacts, async ({ path, state }, text) => {
    if (state === 'stale') await folder.remove(path);
    else if (state !== 'same') await folder.write(path, text);
  });
}

async function reportObstacles(folder: Folder, artifacts: readonly Artifact[]): Promise<void> {
  const paths = [LIST, ...artifacts.map(pathOf)];
  const found = await aFewAtATime(paths, (path) => folder.obstacle(path));
  const [first] = found.filter((obstacle) => obstacle !== undefined);
  if (first === undefined) return;
  const detail = `${first}: move it elsewhere or remove it`;
  throw new OutsideFailure(`nothing was written into ${folder.path}`, { kind: 'refused', detail });
}

function pathOf({ environment, path }: Artifact): string {
  return `${environment}/${path}`;
}

function folderIn(directory: string): Folder {
  return openSteadyFolder(join(directory, GENERATED));
}

type Visit = (file: GeneratedFile, text: string) => Promise<void>;

/** A few files at a time, so that the texts of a few are all that is held; the list after what it names. */
async function eachFile(folder: Folder, artifacts: readonly Artifact[], visit: Visit): Promise<GeneratedFile[]> {
  const wanted = new Map(artifacts.map((artifact) => [pathOf(artifact), artifact]));
  const listed = await readList(folder);
  const seen = async (path: string, text: string) => {
    const file = { path, state: await stateOf(folder, path, text) };
    await visit(file, text);
    return file;
  };
  const files = await aFewAtATime([...wanted], ([path, artifact]) => seen(path, artifact.text));
  files.push(await seen(LIST, `${[...wanted.keys(), LIST].sort().join('\n')}\n`));
  for (const path of listed) {
    if (path === LIST || wanted.has(path)) continue;
    const stale: GeneratedFile = { path, state: 'stale' };
    await visit(stale, '');
    files.push(stale);
  }
  return files;
}

async function stateOf(folder: Folder, path: string, text: string): Promise<GeneratedFile['state']> {
  const standing = await folder.read(path);
  if (standing.is === 'nothing') return 'missing';
  return standing.is === 'file' && standing.text === text ? 'same' : 'different';
}

async function readList(folder: Folder): Promise<string[]> {
  const standing = await folder.read(LIST);
  return standing.is === 'file' ? standing.text.split('\n').filter((line) => line !== '') : [];
}
