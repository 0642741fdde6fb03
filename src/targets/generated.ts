import { join } from 'node:path';
import type { Artifact } from '../artifacts/kind.ts';
import { sortedBy } from '../kernel/canonical.ts';
import { aFewAtATime } from './a-few-at-a-time.ts';
import { OutsideFailure } from './failure.ts';
import { type Folder, openSteadyFolder } from './files/folder.ts';
import { type GeneratedPaths, LIST, readList, textOfList, UNFINISHED } from './generated-paths.ts';

export const GENERATED = 'generated';

export interface GeneratedFile {
  readonly path: string;
  readonly state: 'same' | 'missing' | 'different' | 'stale';
}

/** How the committed folder differs from what the definitions compile to. */
export async function compareGenerated(directory: string, artifacts: readonly Artifact[]): Promise<GeneratedFile[]> {
  const folder = folderIn(directory);
  return eachFile(folder, artifacts, { listed: await readList(folder), visit: async () => undefined });
}

/**
 * Writes what differs and removes what is stale; what generation never wrote is left alone. Where one file cannot be written, none is. While
 * it writes, the list names what was there and what will be, so that a run that is ended leaves nothing the next one does not know.
 */
export async function writeGenerated(directory: string, artifacts: readonly Artifact[]): Promise<GeneratedFile[]> {
  const folder = folderIn(directory);
  await reportObstacles(folder, artifacts);
  const listed = await readList(folder);
  const wanted = artifacts.map(pathOf);
  const unsure = listed.finished ? [LIST] : [LIST, ...wanted, ...listed.paths];
  await aFewAtATime(unsure, (path) => folder.tidy(path));
  const begun = once(() => folder.write(LIST, `${UNFINISHED}\n${textOfList([...wanted, ...listed.paths])}`));
  const visit: Visit = async ({ path, state }, text) => {
    if (state === 'same' || path === LIST) return;
    await begun();
    if (state === 'stale') await folder.remove(path);
    else await folder.write(path, text);
  };
  const files = await eachFile(folder, artifacts, { listed, visit });
  if (files.some(({ state }) => state !== 'same')) await folder.write(LIST, textOfList(wanted));
  return files;
}

async function reportObstacles(folder: Folder, artifacts: readonly Artifact[]): Promise<void> {
  const paths = [LIST, ...artifacts.map(pathOf)];
  const whole = await folder.ownObstacle();
  const found = whole === undefined ? await aFewAtATime(paths, (path) => folder.obstacle(path)) : [whole];
  const [first] = found.filter((obstacle) => obstacle !== undefined);
  if (first === undefined) return;
  const detail = `${first}: move it elsewhere or remove it`;
  throw new OutsideFailure(`nothing was written into ${folder.path}`, { kind: 'refused', detail });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

function pathOf({ environment, path }: Artifact): string {
  return `${environment}/${path}`;
}

function folderIn(directory: string): Folder {
  return openSteadyFolder(join(directory, GENERATED));
}

type Visit = (file: GeneratedFile, text: string) => Promise<void>;
interface Pass {
  readonly listed: GeneratedPaths;
  readonly visit: Visit;
}

/** A few files at a time, so that the texts of a few are all that is held. */
async function eachFile(folder: Folder, artifacts: readonly Artifact[], { listed, visit }: Pass): Promise<GeneratedFile[]> {
  const wanted = new Map(artifacts.map((artifact) => [pathOf(artifact), artifact]));
  const list = textOfList([...wanted.keys()]);
  const listState = listed.text === list ? 'same' : await stateOf(folder, LIST, list);
  const inTurn = sortedBy(wanted, ([, { madeWith = '' }]) => madeWith);
  const files = await aFewAtATime(inTurn, async ([path, { text }]): Promise<GeneratedFile> => {
    const file = { path, state: await stateOf(folder, path, text) };
    await visit(file, text);
    return file;
  });
  const stale = listed.paths.filter((path) => path !== LIST && !wanted.has(path));
  for (const path of stale) await visit({ path, state: 'stale' }, '');
  return [
    ...sortedBy(files, ({ path }) => path),
    { path: LIST, state: listState },
    ...stale.map((path): GeneratedFile => ({ path, state: 'stale' })),
  ];
}

async function stateOf(folder: Folder, path: string, text: string): Promise<GeneratedFile['state']> {
  const standing = await folder.read(path);
  if (standing.is === 'nothing') return 'missing';
  return standing.is === 'file' && standing.text === text ? 'same' : 'different';
}
