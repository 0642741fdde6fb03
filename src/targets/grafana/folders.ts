import { type Observed, textHash } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import { mustBe } from '../put-back.ts';
import { folderState } from './comparable.ts';
import type { ObjectKind } from './objects.ts';
import { ownedPrefix } from './ownership.ts';
import { grant, grantsOf } from './permissions.ts';
import { rulesIn } from './rule-groups.ts';
import {
  ask,
  askFor,
  dashboardAnswer,
  type FolderWire,
  folderAnswer,
  folderList,
  libraryElements,
  pages,
  permissionList,
  searchAnswer,
} from './wire.ts';

/** Folders, always at the root. Deleting one deletes what is in it, so only empty ones are. */
export const folders: ObjectKind = {
  prefix: 'folder/',
  async observe(client, environment, uids) {
    const prefix = ownedPrefix(environment);
    const listed = await pages(client, folderList, '/api/folders');
    const ours = listed.map((one) => one.uid).filter((uid) => uid.startsWith(prefix));
    const found = await aFewAtATime([...new Set([...ours, ...uids])], async (uid) => {
      const one = await observeFolder(client, prefix, uid);
      return one?.owner === 'ours' ? withGrants(client, uid, one) : one;
    });
    return found.filter((one) => one !== undefined);
  },
  async apply(client, change, now, { environment }) {
    const uid = change.id.slice(folders.prefix.length);
    if (!('after' in change)) {
      mustBe(now, await observeFolder(client, ownedPrefix(environment), uid), change.id); // a deletion takes no version
      return remove(client, uid);
    }
    if (!now) return create(client, change.after.body);
    const { title } = folderAnswer.pick({ title: true }).parse(change.after.body);
    await moveAndRename(client, uid, title, folderAnswer.parse(now.body), change.after.place);
  },
  thing: (client, uid, environment) => ({
    look: () => observeFolder(client, ownedPrefix(environment), uid),
    write: ({ body, place }, there) => writeBack(client, folderAnswer.parse(body), place, there),
    remove: () => remove(client, uid),
  }),
};

async function observeFolder(client: HttpReader, prefix: string, uid: string): Promise<Observed | undefined> {
  const folder = await askFor(client, folderAnswer, `/api/folders/${encodeURIComponent(uid)}`);
  if (!folder) return undefined;
  const owner = uid.startsWith(prefix) ? 'ours' : 'foreign';
  const state = folderState(folder);
  const place = folder.parentUid ?? '';
  const revision = textHash(`${folder.version} ${place} ${state}`);
  return {
    id: `folder/${uid}`,
    server: 'grafana',
    kind: 'grafana-folder',
    owner,
    state,
    place,
    revision,
    drifted: false,
    shared: false,
    body: folder,
  };
}

/** Who may do what in it goes with a folder that is deleted, so it is kept to be put back. */
async function withGrants(client: HttpReader, uid: string, one: Observed): Promise<Observed> {
  return { ...one, body: { ...folderAnswer.parse(one.body), grants: await grantsOf(client, uid) } };
}

async function create(client: HttpClient, body: unknown): Promise<void> {
  await ask(client, folderAnswer, { method: 'POST', path: '/api/folders', body: JSON.stringify(body) });
}

async function writeBack(
  client: HttpClient,
  { uid, title, grants }: FolderWire,
  parentUid: string,
  there: Observed | undefined,
): Promise<void> {
  if (there) await moveAndRename(client, uid, title, folderAnswer.parse(there.body), parentUid);
  else {
    await create(client, { uid, title, ...(parentUid === '' ? {} : { parentUid }) });
    if (grants !== undefined) await grant(client, uid, permissionList.parse(grants));
  }
}

async function moveAndRename(client: HttpClient, uid: string, title: string, from: FolderWire, parentUid: string): Promise<void> {
  let version = from.version;
  if ((from.parentUid ?? '') !== parentUid) {
    const body = JSON.stringify({ parentUid });
    version = (await ask(client, folderAnswer, { method: 'POST', path: `/api/folders/${uid}/move`, body })).version;
  }
  if (from.title === title) return;
  try {
    await client.request({ method: 'PUT', path: `/api/folders/${uid}`, body: JSON.stringify({ title, version }) });
  } catch (error) {
    throw version === from.version ? error : halfMade(error);
  }
}

/** It was moved, and not renamed. */
function halfMade(error: unknown): unknown {
  if (!(error instanceof OutsideFailure)) return error;
  const { message, kind, detail, status, undelivered } = error;
  return new OutsideFailure(message, { kind, detail, undelivered, halfMade: true, ...(status === undefined ? {} : { status }) });
}

/** What is in it was ours and is gone by now; anything else keeps the folder. */
async function remove(client: HttpClient, uid: string): Promise<void> {
  const inside = await contentsOf(client, uid, new Set());
  if (inside.length > 0) {
    const detail = inside.slice(0, 5).join(', ');
    throw new OutsideFailure(`the folder ${uid} holds what is not ours`, { kind: 'moved', detail });
  }
  await client.request({ method: 'DELETE', path: `/api/folders/${encodeURIComponent(uid)}?forceDeleteRules=false` });
}

/** What a folder holds besides `known`, as ids. The search lags behind deletions, so what it lists is asked for by name. */
export async function contentsOf(client: HttpReader, uid: string, known: ReadonlySet<string>): Promise<string[]> {
  const inner = await pages(client, folderList, `/api/folders?parentUid=${encodeURIComponent(uid)}`);
  const panels = await libraryElements(client, `&folderFilterUIDs=${encodeURIComponent(uid)}`);
  const rules = (await rulesIn(client)).filter(({ folderUID }) => folderUID === uid);
  const ids = [
    ...inner.map((one) => `folder/${one.uid}`),
    ...panels.filter((one) => one.folderUid === uid).map((one) => `library-panel/${one.uid}`),
    ...new Set(rules.map((one) => `rule-group/${uid}/${one.ruleGroup}`)),
  ];
  return [...(await boardsIn(client, uid, known)), ...ids.filter((id) => !known.has(id))];
}

async function boardsIn(client: HttpReader, uid: string, known: ReadonlySet<string>): Promise<string[]> {
  const query = `?type=dash-db&folderUIDs=${encodeURIComponent(uid)}`;
  const listed = await pages(client, searchAnswer, `/api/search${query}`);
  const boards = await aFewAtATime(
    listed.filter((one) => !known.has(`dashboard/${one.uid}`)),
    async (one) => {
      const there = await askFor(client, dashboardAnswer, `/api/dashboards/uid/${encodeURIComponent(one.uid)}`);
      return there?.meta.folderUid === uid ? [`dashboard/${one.uid}`] : [];
    },
  );
  return boards.flat();
}
