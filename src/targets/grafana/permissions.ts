import { compact } from '../../kernel/canonical.ts';
import type { FolderPermission } from '../../model/dashboard.ts';
import { type Observed, textHash } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import { type HttpClient, type HttpReader, jsonOf } from '../http.ts';
import { mustBe } from '../put-back.ts';
import { permissionsState } from './comparable.ts';
import type { ObjectKind } from './objects.ts';
import { teamNamed } from './teams.ts';
import { ask, askFor, type PermissionItem, permissionList } from './wire.ts';

/** https://grafana.com/docs/grafana/latest/developers/http_api/folder_permissions/ */
const LEVELS = { view: 1, edit: 2, admin: 4 } as const;
/** Of an organisation; administrators may do everything, whatever is written. */
const ROLES: ReadonlySet<string> = new Set(['Viewer', 'Editor']);

/**
 * Who may do what in folders of ours that say so. They go with their folder, so they are never deleted by themselves. What a single
 * user was granted stays: whoever made the folder, as this tool did, is one.
 */
export const permissions: ObjectKind = {
  prefix: 'permissions/',
  async observe(client, _, uids) {
    const found = await aFewAtATime(uids, (uid) => observePermissions(client, uid));
    return found.filter((one) => one !== undefined);
  },
  async apply(client, change, now) {
    if (!('after' in change)) return;
    const uid = change.id.slice(permissions.prefix.length);
    const wanted = change.after.body as readonly FolderPermission[]; // made by `wantedObject`
    const items = await Promise.all(wanted.map((one) => itemOf(client, one)));
    const there = await ask(client, permissionList, { method: 'GET', path: pathOf(uid) });
    if (now) mustBe(now, observed(uid, there), change.id); // else its folder was made just now
    await grant(client, uid, [...there.filter(isOfUser), ...items]);
  },
  thing: (client, uid) => ({
    look: () => observePermissions(client, uid),
    write: ({ body }) => grant(client, uid, permissionList.parse(body)),
    remove: async () => {}, // they go with their folder
  }),
};

async function observePermissions(client: HttpReader, uid: string): Promise<Observed | undefined> {
  const all = await askFor(client, permissionList, pathOf(uid));
  return all && observed(uid, all);
}

/** What was granted in a folder itself; undefined where this token may not see it. */
export async function grantsOf(client: HttpReader, uid: string): Promise<readonly PermissionItem[] | undefined> {
  const answer = await client.request({ method: 'GET', path: pathOf(uid), expect: [403, 404] });
  const all = answer.status < 300 ? permissionList.safeParse(jsonOf(answer, client.url)).data : undefined;
  return all?.filter(({ inherited }) => inherited !== true);
}

function observed(uid: string, all: readonly PermissionItem[]): Observed {
  const own = all.filter(({ inherited }) => inherited !== true);
  const state = permissionsState(own.flatMap(permissionOf));
  const [server, kind] = ['grafana', 'grafana-folder'] as const;
  const rest = { owner: 'ours', place: '', drifted: false, shared: true } as const;
  return { id: `${permissions.prefix}${uid}`, server, kind, state, revision: textHash(state), body: own, ...rest };
}

function permissionOf({ role, teamId = 0, team, permission }: PermissionItem): FolderPermission[] {
  const may = (['view', 'edit', 'admin'] as const).find((one) => LEVELS[one] === permission);
  if (may === undefined) return [];
  if (teamId > 0) return [{ to: 'team', name: team ?? String(teamId), may }];
  return role !== undefined && ROLES.has(role) ? [{ to: 'role', name: role, may }] : [];
}

function isOfUser({ userId = 0, inherited }: PermissionItem): boolean {
  return userId > 0 && inherited !== true;
}

async function itemOf(client: HttpReader, { to, name, may }: FolderPermission): Promise<PermissionItem> {
  const permission = LEVELS[may];
  return to === 'role' ? { role: name, permission } : { teamId: await teamId(client, name), permission };
}

/** Those the environment lists are there by now. */
async function teamId(client: HttpReader, name: string): Promise<number> {
  const found = await teamNamed(client, name);
  if (found) return found.id;
  throw new OutsideFailure(`Grafana has no team ${name}`, {
    kind: 'refused',
    detail: 'list it in `teams` of `grafana`, make it there, or take it out of the folder',
  });
}

/** The whole list: what is not sent is taken away. */
export async function grant(client: HttpClient, uid: string, all: readonly PermissionItem[]): Promise<void> {
  const items = all.map(({ role, teamId, userId, permission }) => itemToSend(permission, teamId, userId, role));
  await client.request({ method: 'POST', path: pathOf(uid), body: JSON.stringify({ items }) });
}

/** Each names one of the three; Grafana answers with all of them, empty or zero. */
function itemToSend(permission: number, teamId = 0, userId = 0, role = ''): object {
  return compact({
    permission,
    teamId: teamId > 0 ? teamId : undefined,
    userId: userId > 0 ? userId : undefined,
    role: teamId > 0 || userId > 0 ? undefined : role,
  });
}

function pathOf(uid: string): string {
  return `/api/folders/${encodeURIComponent(uid)}/permissions`;
}
