import type { ServerKind } from '../../model/environment.ts';
import type { Change } from '../../plan/change.ts';
import { type Observed, textHash, type Wanted } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import type { Scope, Session, Undo } from '../kind.ts';
import type { Folder, Standing } from './folder.ts';
import { holdingOf, MANIFEST_FILE, type Manifest, printManifest, readManifest, withHolding } from './manifest.ts';

/** What a server adds to a folder: being told to read it, and being asked what it read. */
export interface Reader {
  /** The file without which the server cannot run: when it is gone, there is nothing to read. */
  readonly configFile: RegExp;
  load(): Promise<void>;
  verify(wanted: readonly Wanted[]): Promise<readonly string[]>;
}

export interface FilesScope extends Scope {
  readonly server: ServerKind;
}

/** A folder that holds what a server reads. `reader` is undefined where nobody can be told or asked. */
export function filesSession(folder: Folder, scope: FilesScope, reader: Reader | undefined): Session {
  return {
    observe: (ids) => observe(folder, scope, ids),
    begin: (changes) => claim(folder, scope, changes),
    apply: (change, now) => apply(folder, change, now),
    async load(changes) {
      const leaves = changes.some((one) => one.action === 'delete' && reader?.configFile.test(one.id));
      if (!leaves) await reader?.load(); // a server whose configuration is taken away runs on until it is stopped
    },
    async verify(wanted) {
      const onDisk = await verifyTexts(folder, wanted);
      return onDisk.length > 0 ? onDisk : ((await reader?.verify(wanted)) ?? []);
    },
    finish: (wanted) => settle(folder, scope, wanted),
  };
}

async function observe(folder: Folder, scope: FilesScope, ids: readonly string[]): Promise<Observed[]> {
  const manifest = await loadManifest(folder);
  const ours = holdingOf(manifest, scope, scope.server);
  const paths = [...new Set([...Object.keys(ours), ...ids])].sort();
  const found = await aFewAtATime(paths, async (path) => {
    const standing = await folder.read(path);
    return standing.is === 'nothing' ? undefined : observedOf(path, standing, scope.server, ours[path]);
  });
  return found.filter((one) => one !== undefined);
}

function observedOf(path: string, standing: Standing, server: ServerKind, written: string | undefined): Observed {
  const text = standing.is === 'file' ? standing.text : '';
  const revision = standing.is === 'file' ? textHash(text) : standing.is;
  const owner = standing.is === 'file' && written !== undefined ? 'ours' : 'foreign';
  return {
    id: path,
    server,
    kind: 'file',
    owner,
    state: text,
    place: '',
    revision,
    drifted: written !== revision,
    shared: false,
    body: text,
  };
}

/** Names new files as ours before they are there: after a crash, what we wrote is never taken for somebody else's. */
async function claim(folder: Folder, scope: FilesScope, changes: readonly Change[]): Promise<Undo> {
  const before = await folder.read(MANIFEST_FILE);
  const manifest = await loadManifest(folder);
  const holding: Record<string, string> = { ...holdingOf(manifest, scope, scope.server) };
  for (const change of changes) if (change.action === 'create') holding[change.id] = textHash(textOf(change.after));
  await folder.write(MANIFEST_FILE, printManifest(withHolding(manifest, scope, scope.server, holding)));
  return () => putBack(folder, MANIFEST_FILE, before.is === 'file' ? before.text : undefined);
}

async function apply(folder: Folder, change: Change, now: Observed | undefined): Promise<Undo> {
  const old = now === undefined ? undefined : now.state;
  if (change.action === 'delete') await folder.remove(change.id);
  else if (change.action !== 'keep' && change.action !== 'refuse') await folder.write(change.id, textOf(change.after));
  return () => putBack(folder, change.id, old);
}

/** Once everything is proved, the manifest names exactly what is there. */
async function settle(folder: Folder, scope: FilesScope, wanted: readonly Wanted[]): Promise<void> {
  const manifest = await loadManifest(folder);
  const holding = Object.fromEntries(wanted.map((one) => [one.id, textHash(textOf(one))]));
  const settled = withHolding(manifest, scope, scope.server, holding);
  if (printManifest(settled) === printManifest(manifest)) return;
  if (Object.keys(settled.holdings).length === 0) await folder.remove(MANIFEST_FILE);
  else await folder.write(MANIFEST_FILE, printManifest(settled));
}

async function verifyTexts(folder: Folder, wanted: readonly Wanted[]): Promise<string[]> {
  const problems = await aFewAtATime(wanted, async (one) => {
    const standing = await folder.read(one.id);
    const same = standing.is === 'file' && standing.text === textOf(one);
    return same ? [] : [`${one.id} does not hold what was written`];
  });
  return problems.flat();
}

async function putBack(folder: Folder, path: string, text: string | undefined): Promise<void> {
  if (text === undefined) await folder.remove(path);
  else await folder.write(path, text);
}

async function loadManifest(folder: Folder): Promise<Manifest> {
  const standing = await folder.read(MANIFEST_FILE);
  if (standing.is !== 'other') return readManifest(standing.is === 'file' ? standing.text : undefined, folder.path);
  throw new OutsideFailure(`${MANIFEST_FILE} in ${folder.path} is no file`, { kind: 'misconfigured' });
}

function textOf(wanted: Wanted): string {
  return wanted.state;
}
