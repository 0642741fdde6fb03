import { randomUUID } from 'node:crypto';
import { type Answer, type Asked, type Json, type Route, refuse, type Store } from './fake-grafana.ts';

const STALE = 'Datasource has already been updated by someone else. Please reload and try again';
const NOT_FOUND = refuse(404, 'Data source not found');

export const datasourceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/datasources$/,
    answer: (_, store) => ({ status: 200, body: [...store.datasources.values()].map(listed) }),
  },
  { method: 'POST', path: /^\/api\/datasources$/, answer: create },
  { method: 'GET', path: /^\/api\/datasources\/uid\/([^/]+)$/, answer: read },
  { method: 'PUT', path: /^\/api\/datasources\/uid\/([^/]+)$/, answer: update },
  { method: 'DELETE', path: /^\/api\/datasources\/uid\/([^/]+)$/, answer: remove },
];

/** The list has neither versions nor marks of secrets. */
function listed({ version: _version, secureJsonFields: _secure, ...rest }: Json): Json {
  return rest;
}

function create({ body }: Asked, store: Store): Answer {
  const name = String(body['name'] ?? body['type']);
  if ([...store.datasources.values()].some((one) => one.name === name)) {
    return refuse(409, 'data source with the same name already exists');
  }
  const uid = typeof body['uid'] === 'string' ? body['uid'] : randomUUID();
  return saved({ ...body, uid, name }, 1, 'Datasource added', store);
}

function update({ uid, body }: Asked, store: Store): Answer {
  const now = store.datasources.get(uid);
  if (!now) return NOT_FOUND;
  const version = Number(body['version'] ?? 0);
  if (version !== 0 && version !== now.version) return refuse(409, STALE);
  return saved({ ...body, uid, name: String(body['name']) }, version + 1, 'Datasource updated', store);
}

function saved(body: Json & { uid: string; name: string }, version: number, message: string, store: Store): Answer {
  const { secureJsonData, ...fields } = body;
  const secrets = { ...store.secrets.get(body.uid), ...(secureJsonData as Json | undefined) }; // clients send an object
  if (body['isDefault'] === true)
    for (const [uid, one] of store.datasources) store.datasources.set(uid, { ...one, isDefault: false });
  const datasource = {
    url: '',
    isDefault: false,
    jsonData: {},
    user: '',
    database: '',
    ...fields,
    secureJsonFields: Object.fromEntries(Object.keys(secrets).map((key) => [key, true])),
    readOnly: false,
    version,
  };
  store.secrets.set(body.uid, secrets);
  store.datasources.set(body.uid, datasource);
  return { status: 200, body: { datasource, message, name: body.name } };
}

function read({ uid }: Asked, store: Store): Answer {
  const found = store.datasources.get(uid);
  return found ? { status: 200, body: found } : NOT_FOUND;
}

function remove({ uid }: Asked, store: Store): Answer {
  if (!store.datasources.delete(uid)) return NOT_FOUND;
  store.secrets.delete(uid);
  return { status: 200, body: { message: 'Data source deleted' } };
}
