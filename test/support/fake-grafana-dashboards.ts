import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Answer, type Asked, type Json, type Route, refuse, type Store, uidProblem } from './fake-grafana.ts';

export const dashboardRoutes: readonly Route[] = [
  { method: 'POST', path: /^\/api\/dashboards\/db$/, answer: save },
  { method: 'GET', path: /^\/api\/dashboards\/uid\/([^/]+)$/, answer: ({ uid }, store) => read(uid, store) },
  { method: 'DELETE', path: /^\/api\/dashboards\/uid\/([^/]+)$/, answer: remove },
  { method: 'GET', path: /^\/api\/search$/, answer: search },
];

const MISMATCH = refuse(412, 'The dashboard has been changed by someone else', { status: 'version-mismatch' });

function save({ body }: Asked, store: Store): Answer {
  const sent = (body['dashboard'] ?? {}) as Json; // clients send an object
  const problem = uidProblem(sent['uid']);
  if (!sent['title']) return refuse(400, 'Dashboard title cannot be empty', { status: 'empty-name' });
  if (problem) return refuse(400, problem);
  const folderUid = String(body['folderUid'] ?? '');
  if (folderUid !== '' && !store.folders.has(folderUid)) return refuse(400, 'folder not found');
  const uid = typeof sent['uid'] === 'string' && sent['uid'] !== '' ? sent['uid'] : randomUUID();
  const now = store.dashboards.get(uid);
  if (now && body['overwrite'] !== true && sent['version'] !== now.dashboard.version) return MISMATCH;
  const version = versionAfter(now, { ...sent, uid }, folderUid);
  store.dashboards.set(uid, { dashboard: stored({ ...sent, uid, version }), folderUid });
  return { status: 200, body: { folderUid, status: 'success', uid, version } };
}

/** Grafana does not keep null, and gives every dashboard a number. */
function stored(dashboard: Json & { uid: string; version: number }) {
  const present = Object.entries(dashboard).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(present), id: 1, uid: dashboard.uid, version: dashboard.version };
}

type Board = { dashboard: Json & { version: number; uid: string }; folderUid: string };

/** Saving what is already there does not raise the version. */
function versionAfter(now: Board | undefined, sent: Json, folderUid: string): number {
  if (!now) return 1;
  const content = (one: Json) => ({ ...one, id: undefined, version: undefined });
  const same = isDeepStrictEqual(JSON.parse(JSON.stringify(content(now.dashboard))), JSON.parse(JSON.stringify(content(sent))));
  return same && now.folderUid === folderUid ? now.dashboard.version : now.dashboard.version + 1;
}

function read(uid: string, store: Store): Answer {
  const found = store.dashboards.get(uid);
  if (!found) return refuse(404, 'Dashboard not found');
  const { dashboard, folderUid } = found;
  return { status: 200, body: { meta: { type: 'db', version: dashboard.version, folderUid, provisioned: false }, dashboard } };
}

function remove({ uid }: Asked, store: Store): Answer {
  const found = store.dashboards.get(uid);
  if (!found) return refuse(404, 'Dashboard not found');
  store.dashboards.delete(uid);
  const { title } = found.dashboard;
  return { status: 200, body: { message: `Dashboard ${String(title)} deleted`, title, uid } };
}

function search({ query }: Asked, store: Store): Answer {
  const tags = query.getAll('tag');
  const folders = query.getAll('folderUIDs');
  const limit = Number(query.get('limit') ?? 1000);
  const start = (Number(query.get('page') ?? 1) - 1) * limit;
  const found = [...store.dashboards.values()].flatMap(({ dashboard, folderUid }) => {
    const own = Array.isArray(dashboard['tags']) ? dashboard['tags'].map(String) : [];
    const wanted = tags.every((tag) => own.includes(tag)) && (folders.length === 0 || folders.includes(folderUid));
    return wanted
      ? [{ uid: dashboard.uid, title: dashboard['title'], type: 'dash-db', tags: own, ...(folderUid ? { folderUid } : {}) }]
      : [];
  });
  return { status: 200, body: found.slice(start, start + limit) };
}
