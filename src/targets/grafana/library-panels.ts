import { type Observed, textHash } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import { mustBe } from '../put-back.ts';
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
    const uid = change.id.slice(libraryPanels.prefix.length);
    if ('after' in change) return save(client, uid, change.after.body as object, now); // made by `wantedObject`
    mustBe(now, await look(client, uid), change.id); // a deletion takes no version
    await remove(client, uid);
  },
  thing: (client, uid) => ({
    look: () => look(client, uid),
    write: (before, there) => save(client, uid, sentOf(elementOf(before)), there),
    remove: () => remove(client, uid),
  }),
};

async function look(client: HttpReader, uid: string): Promise<Observed | undefined> {
  const found = (await libraryElements(client)).find((one) => one.uid === uid);
  return found && observed(found);
}

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
export async function boardsWith(client: HttpReader, uid: string): Promise<readonly string[]> {
  const { result } = await ask(client, libraryConnections, { method: 'GET', path: `${pathOf(uid)}/connections/` });
  return (result ?? []).map(({ connectionUid }) => connectionUid);
}

/** Grafana takes no change without the version it is made to. */
async function save(client: HttpClient, uid: string, fields: object, there: Observed | undefined): Promise<void> {
  if (!there) return void (await client.request({ method: 'POST', path: PATH, body: JSON.stringify(fields) }));
  const body = JSON.stringify({ ...fields, version: elementOf(there).version });
  await ask(client, librarySaved, { method: 'PATCH', path: pathOf(uid), body });
}

async function remove(client: HttpClient, uid: string): Promise<void> {
  const boards = await boardsWith(client, uid);
  if (boards.length > 0) {
    const detail = boards.slice(0, 5).join(', ');
    throw new OutsideFailure(`the library panel ${uid} stands in dashboards that stay`, { kind: 'moved', detail });
  }
  await client.request({ method: 'DELETE', path: pathOf(uid) });
}

function elementOf({ body }: Observed): LibraryElement {
  return librarySaved.shape.result.parse(body);
}

function sentOf({ uid, name, folderUid, model }: LibraryElement): object {
  return { uid, name, folderUid, kind: 1, model };
}

function pathOf(uid: string): string {
  return `${PATH}/${encodeURIComponent(uid)}`;
}
