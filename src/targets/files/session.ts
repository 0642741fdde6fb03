import type { ServerKind } from '../../model/environment.ts';
import type { Change } from '../../plan/change.ts';
import { type Observed, textHash, type Wanted } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import type { Evidence, Observer, Session } from '../kind.ts';
import { bodyOf, bytesOf } from './body.ts';
import type { Folder, FolderReader, Standing } from './folder.ts';
import { folderLedger, loadManifest } from './ledger.ts';
import { type FilesScope, holdingOf } from './manifest.ts';

/** What a server adds to a folder: being told to read it, and being asked what it read. */
export interface ServerOfFolder {
  /** The file without which the server cannot run: when it is gone, there is nothing to read. */
  readonly configFile: RegExp;
  /** Throws where it cannot be reached. */
  probe(reader: HttpReader): Promise<void>;
  load(client: HttpClient): Promise<void>;
  verify(reader: HttpReader, wanted: readonly Wanted[]): Promise<readonly string[]>;
  evidence(reader: HttpReader, wanted: readonly Wanted[]): Promise<Evidence>;
}

/** What a server that cannot be told to read its folder again says of itself. */
export type HealthOfServer = (reader: HttpReader, wanted: readonly Wanted[]) => Promise<Evidence>;

/** The server that reads a folder, reached by `by`. */
export interface Asked<By> {
  readonly server: ServerOfFolder;
  readonly by: By;
}

/** What is ours in a folder, a manifest says. */
export type FilesSession = Session & Required<Pick<Session, 'ledger'>>;

/** A folder that holds what a server reads. `asked` is undefined where nobody can be asked. */
export function filesObserver(folder: FolderReader, scope: FilesScope, asked: Asked<HttpReader> | undefined): Observer {
  return {
    observe: (ids) => observe(folder, scope, ids),
    async verify(wanted) {
      const onDisk = await verifyTexts(folder, wanted);
      return onDisk.length > 0 || !asked ? onDisk : asked.server.verify(asked.by, wanted);
    },
    ...(asked ? { evidence: (wanted) => asked.server.evidence(asked.by, wanted) } : {}),
  };
}

/** The same, to be changed. */
export function filesSession(folder: Folder, scope: FilesScope, asked: Asked<HttpClient> | undefined): FilesSession {
  return {
    ...filesObserver(folder, scope, asked),
    apply: (change, now) => apply(folder, change, now),
    restore: (id, before, after) => restore(folder, id, before, after),
    async probe(changes) {
      if (isRead(changes, asked)) await asked.server.probe(asked.by);
    },
    async load(changes) {
      if (isRead(changes, asked)) await asked.server.load(asked.by);
    },
    ledger: folderLedger(folder, scope),
  };
}

/** A server whose configuration is taken away runs on until it is stopped. */
function isRead(changes: readonly Change[], asked: Asked<HttpClient> | undefined): asked is Asked<HttpClient> {
  return asked !== undefined && !changes.some((one) => one.action === 'delete' && asked.server.configFile.test(one.id));
}

async function observe(folder: FolderReader, scope: FilesScope, ids: readonly string[]): Promise<Observed[]> {
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
  const revision = revisionOf(standing) ?? '';
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
    body: standing.is === 'file' ? bodyOf(standing) : null,
  };
}

async function apply(folder: Folder, change: Change, now: Observed | undefined): Promise<void> {
  const standing = await folder.read(change.id);
  if (revisionOf(standing) !== now?.revision) throw moved(change.id, folder);
  if (change.action === 'delete') await folder.remove(change.id);
  else if (change.action !== 'keep' && change.action !== 'refuse') await folder.write(change.id, textOf(change.after));
}

/** Content and mode. A file that is neither the old one nor ours was put there since. */
async function restore(folder: Folder, id: string, before: Observed | undefined, after: Wanted | undefined): Promise<void> {
  const standing = await folder.read(id);
  const known = [before?.revision, after && textHash(textOf(after))];
  if (standing.is !== 'nothing' && !known.includes(revisionOf(standing))) throw moved(id, folder);
  if (before === undefined) return folder.remove(id);
  const { bytes, mode } = bytesOf(before.body);
  if (standing.is === 'file' && standing.bytes.equals(bytes) && standing.mode === mode) return folder.tidy(id);
  await folder.write(id, bytes, mode);
}

function moved(id: string, folder: Folder): OutsideFailure {
  return new OutsideFailure(`${id} in ${folder.path} was changed by somebody else`, { kind: 'moved' });
}

function revisionOf(standing: Standing): string | undefined {
  if (standing.is === 'nothing') return undefined;
  return standing.is === 'file' ? textHash(standing.bytes) : standing.is;
}

async function verifyTexts(folder: FolderReader, wanted: readonly Wanted[]): Promise<string[]> {
  const problems = await aFewAtATime(wanted, async (one) => {
    const standing = await folder.read(one.id);
    const same = standing.is === 'file' && standing.text === textOf(one);
    return same ? [] : [`${one.id} does not hold what was written`];
  });
  return problems.flat();
}

function textOf(wanted: Wanted): string {
  return wanted.state;
}
