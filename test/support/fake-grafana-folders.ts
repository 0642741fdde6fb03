import { type Asked, type Json, type Route, refuse, type Store, uidProblem } from './fake-grafana.ts';

const CHANGED = 'changed by someone else';

export const folderRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/api\/folders$/, answer: list },
  { method: 'POST', path: /^\/api\/folders$/, answer: create },
  { method: 'GET', path: /^\/api\/folders\/([^/]+)$/, answer: ({ uid }, store) => one(uid, store) },
  { method: 'PUT', path: /^\/api\/folders\/([^/]+)$/, answer: rename },
  { method: 'POST', path: /^\/api\/folders\/([^/]+)\/move$/, answer: move },
  { method: 'DELETE', path: /^\/api\/folders\/([^/]+)$/, answer: remove },
];

function list({ query }: Asked, store: Store) {
  const parent = query.get('parentUid') ?? '';
  const limit = Number(query.get('limit') ?? 1000);
  const start = (Number(query.get('page') ?? 1) - 1) * limit;
  const found = [...store.folders.values()].filter((folder) => (folder.parentUid ?? '') === parent);
  return {
    status: 200,
    body: found.slice(start, start + limit).map(({ uid, title }) => ({ uid, title, ...(parent ? { parentUid: parent } : {}) })),
  };
}

function one(uid: string, store: Store) {
  const folder = store.folders.get(uid);
  return folder ? { status: 200, body: { ...folder } } : refuse(404, 'folder not found', { status: 'not-found' });
}

function create({ body }: Asked, store: Store) {
  const problem = uidProblem(body['uid']);
  if (!body['title']) return refuse(400, 'folder title cannot be empty');
  if (problem) return refuse(400, problem);
  const uid = String(body['uid']);
  if (store.folders.has(uid)) return refuse(412, `the folder has been ${CHANGED}`);
  const parent = body['parentUid'] ? { parentUid: String(body['parentUid']) } : {};
  store.folders.set(uid, { uid, title: String(body['title']), version: 1, ...parent });
  return one(uid, store);
}

function rename({ uid, body }: Asked, store: Store) {
  const folder = store.folders.get(uid);
  if (!folder) return one(uid, store);
  if (body['overwrite'] !== true && body['version'] !== folder.version) return refuse(412, `The dashboard has been ${CHANGED}`);
  store.folders.set(uid, { ...folder, title: String(body['title']), version: folder.version + 1 });
  return one(uid, store);
}

function move({ uid, body }: Asked, store: Store) {
  const folder = store.folders.get(uid);
  if (!folder) return one(uid, store);
  const { parentUid: _, ...root } = folder;
  const parent = body['parentUid'] ? { parentUid: String(body['parentUid']) } : {};
  store.folders.set(uid, { ...root, version: folder.version + 1, ...parent });
  return one(uid, store);
}

function remove({ uid, query }: Asked, store: Store) {
  if (!store.folders.has(uid)) return refuse(404, `folders.folder.grafana.app "${uid}" not found`);
  const boards = [...store.dashboards].filter(([, board]) => board.folderUid === uid);
  const inner = [...store.folders.values()].filter((folder) => folder.parentUid === uid);
  const rules = [...store.rules.values()].filter((rule) => rule.folderUID === uid);
  if (boards.length + inner.length + rules.length > 0 && query.get('forceDeleteRules') !== 'true') {
    const more: Json = { statusCode: 400, messageId: 'folder.not-empty' };
    return refuse(400, 'Folder cannot be deleted: folder is not empty', more);
  }
  for (const [board] of boards) store.dashboards.delete(board);
  for (const rule of rules) store.rules.delete(rule.uid);
  for (const folder of inner) store.folders.delete(folder.uid);
  store.folders.delete(uid);
  store.permissions.delete(uid);
  return { status: 200, body: { message: 'Folder deleted' } };
}
