import type { Change } from '../../plan/change.ts';
import { textHash, type Wanted } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import type { Ledger } from '../kind.ts';
import type { Folder, FolderReader, Standing } from './folder.ts';
import {
  type FilesScope,
  holdingOf,
  MANIFEST_FILE,
  type Manifest,
  printManifest,
  readManifest,
  withHolding,
} from './manifest.ts';

/** The manifest of a folder, for one server of one environment. */
export function folderLedger(folder: Folder, scope: FilesScope): Ledger {
  return {
    read: async () => textOf(await folder.read(MANIFEST_FILE)) ?? null,
    claim: (changes) => claim(folder, scope, changes),
    settle: (wanted) => settle(folder, scope, wanted),
    restore: (read) => restore(folder, scope, typeof read === 'string' ? read : undefined),
  };
}

export async function loadManifest(folder: FolderReader): Promise<Manifest> {
  const standing = await folder.read(MANIFEST_FILE);
  if (standing.is !== 'other') return readManifest(textOf(standing), folder.path);
  throw new OutsideFailure(`${MANIFEST_FILE} in ${folder.path} is no file`, { kind: 'misconfigured' });
}

/** Names new files as ours before they are there: after a crash, what we wrote is never taken for somebody else's. */
async function claim(folder: Folder, scope: FilesScope, changes: readonly Change[]): Promise<void> {
  const manifest = await loadManifest(folder);
  const holding: Record<string, string> = { ...holdingOf(manifest, scope, scope.server) };
  for (const change of changes) if (change.action === 'create') holding[change.id] = textHash(change.after.state);
  await write(folder, printManifest(withHolding(manifest, scope, scope.server, holding)));
}

/** Once everything is proved, the manifest names exactly what is there. */
async function settle(folder: Folder, scope: FilesScope, wanted: readonly Wanted[]): Promise<void> {
  const manifest = await loadManifest(folder);
  const holding = Object.fromEntries(wanted.map((one) => [one.id, textHash(one.state)]));
  const settled = withHolding(manifest, scope, scope.server, holding);
  if (printManifest(settled) === printManifest(manifest)) return;
  await write(folder, Object.keys(settled.holdings).length === 0 ? undefined : printManifest(settled));
}

/** The old text to the byte where nobody else wrote meanwhile; else only what it says of us. */
async function restore(folder: Folder, scope: FilesScope, text: string | undefined): Promise<void> {
  const old = readManifest(text, folder.path);
  const now = await loadManifest(folder);
  const back = withHolding(now, scope, scope.server, holdingOf(old, scope, scope.server));
  await write(folder, printManifest(back) === printManifest(old) ? text : printManifest(back));
}

async function write(folder: Folder, text: string | undefined): Promise<void> {
  if (textOf(await folder.read(MANIFEST_FILE)) === text) await folder.tidy(MANIFEST_FILE);
  else if (text === undefined) await folder.remove(MANIFEST_FILE);
  else await folder.write(MANIFEST_FILE, text);
}

function textOf(standing: Standing): string | undefined {
  return standing.is === 'file' ? standing.text : undefined;
}
