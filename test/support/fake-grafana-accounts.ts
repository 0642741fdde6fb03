import { randomUUID } from 'node:crypto';
import { type Answer, type Asked, type Json, type Route, refuse, type Store } from './fake-grafana.ts';

const ROLES: readonly unknown[] = ['None', 'Viewer', 'Editor', 'Admin'];
const EXISTS = refuse(400, 'service account already exists', {
  statusCode: 400,
  messageId: 'serviceaccounts.ErrAlreadyExists',
});
const NOT_FOUND = refuse(404, 'service account not found');
const BAD = refuse(400, 'bad request data');
const ACCOUNT = /^\/api\/serviceaccounts\/(\d+)$/;

/** Making one is recorded; the rest is the API description's. */
export const accountRoutes: readonly Route[] = [
  { method: 'POST', path: /^\/api\/serviceaccounts$/, answer: create },
  { method: 'GET', path: /^\/api\/serviceaccounts\/search$/, answer: search },
  { method: 'PATCH', path: ACCOUNT, answer: update },
  { method: 'DELETE', path: ACCOUNT, answer: remove },
];

function create({ body }: Asked, store: Store): Answer {
  const { name, role = 'Viewer' } = body;
  if (typeof name !== 'string' || name === '' || !ROLES.includes(role)) return BAD;
  if (store.accounts.has(name)) return EXISTS;
  const id = Math.max(1, ...[...store.accounts.values()].map((one) => one.id)) + 1;
  const login = `sa-1-${name.toLowerCase().replaceAll(' ', '-')}`;
  const made = { id, uid: randomUUID(), name, login, orgId: 1, isDisabled: body['isDisabled'] === true, role, tokens: 0 };
  store.accounts.set(name, made);
  return { status: 201, body: { ...made, avatarUrl: '' } };
}

function search({ query }: Asked, store: Store): Answer {
  const text = (query.get('query') ?? '').toLowerCase();
  const found = [...store.accounts.values()].filter(({ name }) => name.toLowerCase().includes(text));
  const [page, perPage] = [Number(query.get('page') ?? 1), Number(query.get('perpage') ?? 1000)];
  const serviceAccounts = found.slice((page - 1) * perPage, page * perPage);
  return { status: 200, body: { totalCount: found.length, serviceAccounts, page, perPage } };
}

function update({ uid, body }: Asked, store: Store): Answer {
  const now = accountWith(uid, store);
  if (!now) return NOT_FOUND;
  const { name = now.name, role = now['role'], isDisabled = now['isDisabled'] } = body;
  if (typeof name !== 'string' || !ROLES.includes(role) || typeof isDisabled !== 'boolean') return BAD;
  store.accounts.delete(now.name);
  const made = { ...now, name, role, isDisabled };
  store.accounts.set(name, made);
  return { status: 200, body: { id: now.id, name, message: 'Service account updated', serviceaccount: made } };
}

function remove({ uid }: Asked, store: Store): Answer {
  const now = accountWith(uid, store);
  if (!now) return NOT_FOUND;
  store.accounts.delete(now.name);
  return { status: 200, body: { message: 'Service account deleted' } };
}

function accountWith(id: string, store: Store): (Json & { id: number; name: string }) | undefined {
  return [...store.accounts.values()].find((one) => one.id === Number(id));
}
