import { type Answer, type Asked, type Json, type Route, type Store, uidProblem } from './fake-grafana.ts';

const GROUP = 'dashboard.grafana.app';
const API = `/apis/${GROUP}/v1beta1/namespaces/default/dashboards`;
const VERSIONS = ['v1beta1', 'v0alpha1', 'v2beta1', 'v2alpha1'].map((version) => ({
  groupVersion: `${GROUP}/${version}`,
  version,
}));

/** The k8s-style API of dashboards over the same store as the old one, as the recorded 12.4 has it. */
export const boardsApiRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/api\/org$/, answer: () => ({ status: 200, body: { id: 1, name: 'Main Org.' } }) },
  {
    method: 'GET',
    path: /^\/apis\/dashboard\.grafana\.app$/,
    answer: () => ({ status: 200, body: { kind: 'APIGroup', apiVersion: 'v1', name: GROUP, versions: VERSIONS } }),
  },
  { method: 'GET', path: new RegExp(`^${API}$`), answer: list },
  { method: 'POST', path: new RegExp(`^${API}$`), answer: create },
  { method: 'GET', path: new RegExp(`^${API}/([^/]+)$`), answer: ({ uid }, store) => withBoard(uid, store, (found) => found) },
  { method: 'PUT', path: new RegExp(`^${API}/([^/]+)$`), answer: update },
  { method: 'DELETE', path: new RegExp(`^${API}/([^/]+)$`), answer: remove },
];

type Board = { dashboard: Json & { uid: string; version: number }; folderUid: string };

function list({ query }: Asked, store: Store): Answer {
  const limit = Number(query.get('limit') ?? 500);
  const start = Number(query.get('continue') ?? 0);
  const names = [...store.dashboards.keys()].sort();
  const page = names.slice(start, start + limit).map((name) => wireOf(store.dashboards.get(name) as Board)); // a key of the map
  const more = start + limit < names.length ? { continue: String(start + limit) } : {};
  return { status: 200, body: { kind: 'DashboardList', apiVersion: `${GROUP}/v1beta1`, metadata: { ...more }, items: page } };
}

function create({ body, query }: Asked, store: Store): Answer {
  const { name = '', folder } = metadataOf(body);
  const problem = uidProblem(name);
  if (problem) return failure(400, 'BadRequest', problem);
  if (store.dashboards.has(name)) return failure(409, 'AlreadyExists', `dashboards.${GROUP} "${name}" already exists`);
  if (folder !== '' && !store.folders.has(folder))
    return failure(404, 'NotFound', `folders.folder.grafana.app "${folder}" not found`);
  const made: Board = { dashboard: { ...specOf(body), uid: name, version: 1 }, folderUid: folder };
  if (query.get('dryRun') !== 'All') store.dashboards.set(name, made);
  return { status: 201, body: wireOf(made) };
}

function update({ uid, body }: Asked, store: Store): Answer {
  const now = store.dashboards.get(uid);
  if (!now) return notFound(uid);
  const { folder, resourceVersion } = metadataOf(body);
  if (resourceVersion !== undefined && resourceVersion !== versionOf(now)) {
    const said = 'the object has been modified; please apply your changes to the latest version and try again';
    return failure(409, 'Conflict', `Operation cannot be fulfilled on dashboards.${GROUP} "${uid}": ${said}`);
  }
  if (folder !== '' && !store.folders.has(folder))
    return failure(404, 'NotFound', `folders.folder.grafana.app "${folder}" not found`);
  const made: Board = { dashboard: { ...specOf(body), uid, version: now.dashboard.version + 1 }, folderUid: folder };
  store.dashboards.set(uid, made);
  return { status: 200, body: wireOf(made) };
}

function remove({ uid }: Asked, store: Store): Answer {
  return withBoard(uid, store, () => {
    store.dashboards.delete(uid);
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: uid, group: GROUP, kind: 'dashboards' },
    };
  });
}

function withBoard(uid: string, store: Store, show: (wire: Json) => Json): Answer {
  const found = store.dashboards.get(uid);
  return found ? { status: 200, body: show(wireOf(found)) } : notFound(uid);
}

function wireOf(board: Board): Json {
  const { id: _id, uid, version, ...spec } = board.dashboard;
  const annotations = board.folderUid === '' ? {} : { 'grafana.app/folder': board.folderUid };
  const metadata = { name: uid, namespace: 'default', resourceVersion: versionOf(board), generation: version, annotations };
  return { kind: 'Dashboard', apiVersion: `${GROUP}/v1beta1`, metadata, spec };
}

/** Another for each state of each dashboard, also of one that was deleted and made again. */
const written = new WeakMap<object, number>();
let counter = 1_795_207_700_000_000;

function versionOf(board: Board): string {
  const known = written.get(board.dashboard) ?? ++counter;
  written.set(board.dashboard, known);
  return `${known}${board.dashboard.version}`;
}

function metadataOf(body: Json): { name?: string; folder: string; resourceVersion?: string } {
  const { name, annotations, resourceVersion } = (body['metadata'] ?? {}) as Json & { annotations?: Json }; // clients send an object
  return {
    ...(typeof name === 'string' ? { name } : {}),
    folder: String(annotations?.['grafana.app/folder'] ?? ''),
    ...(typeof resourceVersion === 'string' ? { resourceVersion } : {}),
  };
}

/** It names and numbers what it is given, and drops what is empty. */
function specOf(body: Json): Json {
  const { id: _id, uid: _uid, version: _version, ...spec } = (body['spec'] ?? {}) as Json; // clients send an object
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null));
}

function notFound(uid: string): Answer {
  return failure(404, 'NotFound', `dashboards.${GROUP} "${uid}" not found`);
}

function failure(code: number, reason: string, message: string): Answer {
  return { status: code, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code } };
}
