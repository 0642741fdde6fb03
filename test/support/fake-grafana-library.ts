import { randomUUID } from 'node:crypto';
import { type Answer, type Asked, type Json, type Route, refuse, type Store, uidProblem } from './fake-grafana.ts';

export const libraryRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/api\/library-elements$/, answer: list },
  { method: 'POST', path: /^\/api\/library-elements$/, answer: create },
  { method: 'PATCH', path: /^\/api\/library-elements\/([^/]+)$/, answer: patch },
  { method: 'DELETE', path: /^\/api\/library-elements\/([^/]+)$/, answer: remove },
  { method: 'GET', path: /^\/api\/library-elements\/([^/]+)\/connections\/$/, answer: connections },
];

const NOT_FOUND = refuse(404, 'library element could not be found');
const EXISTS = refuse(400, 'library element with that name or UID already exists');
const CHANGED = refuse(412, 'the library element has been changed by someone else');

function list({ query }: Asked, store: Store): Answer {
  const folders = (query.get('folderFilterUIDs') ?? '').split(',').filter((uid) => uid !== '');
  const all = [...store.library.values()].filter(({ folderUid }) => folders.length === 0 || folders.includes(folderUid));
  const [page, perPage] = [Number(query.get('page') ?? 1), Number(query.get('perPage') ?? 100)];
  const elements = all.slice((page - 1) * perPage, page * perPage).map((one) => ({ ...one, meta: { folderUid: one.folderUid } }));
  return { status: 200, body: { result: { totalCount: all.length, elements, page, perPage } } };
}

function create({ body }: Asked, store: Store): Answer {
  const uid = typeof body['uid'] === 'string' && body['uid'] !== '' ? body['uid'] : randomUUID();
  const problem = uidProblem(uid);
  const [name, folderUid] = [String(body['name']), String(body['folderUid'] ?? '')];
  if (problem) return refuse(400, problem);
  if (folderUid !== '' && !store.folders.has(folderUid)) return refuse(404, 'folder not found');
  const taken = [...store.library.values()].some((one) => one.uid === uid || (one.name === name && one.folderUid === folderUid));
  if (taken) return EXISTS;
  const element = { kind: 1, type: typeOf(body), uid, name, folderUid, version: 1, model: modelOf(body) };
  store.library.set(uid, element);
  return answerOf(element, folderUid);
}

/** The version is no option; a folder that is not sent stays, though the answer names none. */
function patch({ uid, body }: Asked, store: Store): Answer {
  const now = store.library.get(uid);
  if (!now) return NOT_FOUND;
  if (body['version'] !== now.version) return CHANGED;
  const name = String(body['name'] ?? now.name);
  const folderUid = typeof body['folderUid'] === 'string' ? body['folderUid'] : now.folderUid;
  const element = { ...now, type: typeOf(body), name, folderUid, version: now.version + 1, model: modelOf(body) };
  store.library.set(uid, element);
  return answerOf(element, String(body['folderUid'] ?? ''));
}

function answerOf(element: Json, folderUid: string): Answer {
  return { status: 200, body: { result: { ...element, folderUid, meta: { folderUid } } } };
}

function remove({ uid }: Asked, store: Store): Answer {
  if (!store.library.has(uid)) return NOT_FOUND;
  if (boardsOf(uid, store).length > 0) return refuse(403, 'the library element has connections');
  store.library.delete(uid);
  return { status: 200, body: { message: 'Library element deleted' } };
}

function connections({ uid }: Asked, store: Store): Answer {
  if (!store.library.has(uid)) return NOT_FOUND;
  return { status: 200, body: { result: boardsOf(uid, store).map((connectionUid) => ({ kind: 1, connectionUid })) } };
}

function boardsOf(uid: string, store: Store): string[] {
  const holds = (panel: unknown): boolean => {
    const { libraryPanel, panels } = panel as { libraryPanel?: { uid?: string }; panels?: unknown[] }; // of stored dashboards
    return libraryPanel?.uid === uid || (panels ?? []).some(holds);
  };
  return [...store.dashboards].filter(([, { dashboard }]) => holds(dashboard)).map(([board]) => board);
}

function typeOf(body: Json): unknown {
  return (body['model'] as Json | undefined)?.['type']; // clients send an object
}

/** Grafana gives every model a description. */
function modelOf(body: Json): Json {
  return { description: '', ...(body['model'] as Json) }; // as above
}
