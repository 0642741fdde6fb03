import { type Observed, textHash, type Wanted } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient } from '../http.ts';
import type { Undo } from '../kind.ts';
import { libraryPanelState } from './comparable.ts';
import type { ObjectKind } from './objects.ts';
import { ownedPrefix } from './ownership.ts';
import { ask, type LibraryElement, libraryConnections, libraryElements, librarySaved } from './wire.ts';

const PATH = '/api/library-elements';

/** Panels of the library. Grafana deletes none that stands in a dashboard, and neither do we. */
export const libraryPanels: ObjectKind = {
  prefix: 'library-panel/',
  async observe(client, environment) {
    const prefix = ownedPrefix(environment);
    const listed = await libraryElements(client);
    return listed.filter((one) => one.uid.startsWith(prefix)).map(observed); // where we want to stand always begins so
  },
  async apply(client, change, now) {
    if (change.action === 'keep' || change.action === 'refuse') return async () => {};
    const uid = change.id.slice(libraryPanels.prefix.length);
    if (change.action === 'delete') return remove(client, uid, now);
    return now ? update(client, uid, change.after, now) : create(client, uid, change.after);
  },
};

function observed(element: LibraryElement): Observed {
  const { uid, folderUid: place, version } = element;
  const state = libraryPanelState(element);
  return {
    id: `${libraryPanels.prefix}${uid}`,
    server: 'grafana',
    kind: 'grafana-library-panel',
    owner: 'ours',
    state,
    place,
    revision: textHash(`${version} ${place} ${state}`),
    drifted: false,
    shared: false,
    body: element,
  };
}

/** The dashboards a panel stands in. */
export async function boardsWith(client: HttpClient, uid: string): Promise<readonly string[]> {
  const { result } = await ask(client, libraryConnections, { method: 'GET', path: `${pathOf(uid)}/connections/` });
  return (result ?? []).map(({ connectionUid }) => connectionUid);
}

async function create(client: HttpClient, uid: string, { body }: Wanted): Promise<Undo> {
  await client.request({ method: 'POST', path: PATH, body: JSON.stringify(body) });
  return () => deletePanel(client, uid);
}

async function update(client: HttpClient, uid: string, { body }: Wanted, now: Observed): Promise<Undo> {
  const old = librarySaved.shape.result.parse(now.body);
  const { version } = await patch(client, uid, body as object, old.version); // made by `wantedObject`
  return async () => void (await patch(client, uid, sentOf(old), version));
}

/** Grafana takes no change without the version it is made to. */
async function patch(client: HttpClient, uid: string, fields: object, version: number): Promise<LibraryElement> {
  const body = JSON.stringify({ ...fields, version });
  return (await ask(client, librarySaved, { method: 'PATCH', path: pathOf(uid), body })).result;
}

async function remove(client: HttpClient, uid: string, now: Observed | undefined): Promise<Undo> {
  const boards = await boardsWith(client, uid);
  if (boards.length > 0) {
    const detail = boards.slice(0, 5).join(', ');
    throw new OutsideFailure(`the library panel ${uid} stands in dashboards that stay`, { kind: 'refused', detail });
  }
  await deletePanel(client, uid);
  const old = sentOf(librarySaved.shape.result.parse(now?.body));
  return async () => void (await client.request({ method: 'POST', path: PATH, body: JSON.stringify(old) }));
}

function sentOf({ uid, name, folderUid, model }: LibraryElement): object {
  return { uid, name, folderUid, kind: 1, model };
}

async function deletePanel(client: HttpClient, uid: string): Promise<void> {
  await client.request({ method: 'DELETE', path: pathOf(uid) });
}

function pathOf(uid: string): string {
  return `${PATH}/${encodeURIComponent(uid)}`;
}
