import { randomUUID } from 'node:crypto';
import { type Answer, type Asked, type Json, type Route, refuse, type Store } from './fake-grafana.ts';

export const teamRoutes: readonly Route[] = [
  { method: 'POST', path: /^\/api\/teams$/, answer: createTeam },
  { method: 'GET', path: /^\/api\/teams\/search$/, answer: searchTeams },
  { method: 'PUT', path: /^\/api\/teams\/(\d+)$/, answer: updateTeam },
  { method: 'DELETE', path: /^\/api\/teams\/(\d+)$/, answer: deleteTeam },
  { method: 'GET', path: /^\/api\/folders\/([^/]+)\/permissions$/, answer: readPermissions },
  { method: 'POST', path: /^\/api\/folders\/([^/]+)\/permissions$/, answer: savePermissions },
];

const ROLES = ['None', 'Viewer', 'Editor', 'Admin'];
const NAMES: Readonly<Record<number, string>> = { 1: 'View', 2: 'Edit', 4: 'Admin' };

const TAKEN = refuse(409, 'Team name taken');
const NO_TEAM = refuse(404, 'Team not found');

function createTeam({ body }: Asked, store: Store): Answer {
  const { name, email = '' } = body;
  if (typeof name !== 'string' || name === '') return refuse(400, 'bad request data');
  if (store.teams.has(name)) return TAKEN;
  const id = Math.max(0, ...[...store.teams.values()].map((team) => team.id)) + 1;
  const uid = randomUUID();
  store.teams.set(name, { id, uid, orgId: 1, name, email, isProvisioned: false, memberCount: 0 });
  return { status: 200, body: { message: 'Team created', teamId: id, uid } };
}

function searchTeams({ query }: Asked, store: Store): Answer {
  const name = query.get('name');
  const found = [...store.teams.values()].filter((team) => name === null || team.name === name);
  const [page, perPage] = [Number(query.get('page') ?? 1), Number(query.get('perpage') ?? 1000)];
  const teams = found.slice((page - 1) * perPage, page * perPage);
  return { status: 200, body: { totalCount: found.length, teams, page, perPage } };
}

/** By the API description: the name and the address, both as they are sent. */
function updateTeam({ uid, body }: Asked, store: Store): Answer {
  const now = teamWith(uid, store);
  if (!now) return NO_TEAM;
  const { name, email = '' } = body;
  if (typeof name !== 'string' || (name !== now.name && store.teams.has(name))) return TAKEN;
  store.teams.delete(now.name);
  store.teams.set(name, { ...now, name, email });
  return { status: 200, body: { message: 'Team updated' } };
}

function deleteTeam({ uid }: Asked, store: Store): Answer {
  const now = teamWith(uid, store);
  if (!now) return NO_TEAM;
  store.teams.delete(now.name);
  return { status: 200, body: { message: 'Team deleted' } };
}

function teamWith(id: string, store: Store) {
  return [...store.teams.values()].find((team) => team.id === Number(id));
}

/** By the API description: every grant has all fields, those that do not apply empty. */
function readPermissions({ uid }: Asked, store: Store): Answer {
  if (!store.folders.has(uid)) return refuse(404, 'folder not found', { status: 'not-found' });
  const items = store.permissions.get(uid) ?? [];
  const body = items.map((item) => {
    const {
      role = '',
      teamId = 0,
      userId = 0,
      permission,
    } = item as { role?: string; teamId?: number; userId?: number; permission: number }; // as they were checked when they were saved
    const team = [...store.teams.values()].find(({ id }) => id === teamId)?.name ?? '';
    return {
      role,
      teamId,
      team,
      userId,
      permission,
      permissionName: NAMES[permission],
      folderUid: uid,
      isFolder: true,
      inherited: false,
    };
  });
  return { status: 200, body };
}

/** The whole list; what is not sent is gone. */
function savePermissions({ uid, body }: Asked, store: Store): Answer {
  if (!store.folders.has(uid)) return refuse(404, 'folder not found', { status: 'not-found' });
  const items = (body['items'] ?? []) as Json[]; // clients send a list
  if (!items.every((item) => isItem(item, store))) return refuse(400, 'bad request data');
  store.permissions.set(uid, items);
  return { status: 200, body: { message: 'Folder permissions updated' } };
}

function isItem({ role, teamId, userId, permission }: Json, store: Store): boolean {
  const named = [role, teamId, userId].filter((one) => one !== undefined);
  const team = teamId === undefined || [...store.teams.values()].some(({ id }) => id === teamId);
  const known = role === undefined || ROLES.includes(String(role));
  return named.length === 1 && team && known && Object.hasOwn(NAMES, String(permission));
}
