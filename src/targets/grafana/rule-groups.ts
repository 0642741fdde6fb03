import { type Observed, textHash } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { type HttpClient, type HttpReader, jsonOf } from '../http.ts';
import { mustBe } from '../put-back.ts';
import type { ObjectKind } from './objects.ts';
import { ownedPrefix } from './ownership.ts';
import { ruleGroup, ruleGroupState, ruleList, sentGroup } from './rule-wire.ts';
import { ask, askFor } from './wire.ts';

const RULES = '/api/v1/provisioning/alert-rules';

/**
 * Groups of rules that Grafana evaluates. A group is written whole, so it is ours only where every rule in it is. No request asks to
 * leave out Grafana's mark of provisioned rules, so people see them and cannot edit them, and every later request is made alike.
 */
export const ruleGroups: ObjectKind = {
  prefix: 'rule-group/',
  async observe(client, environment, ids) {
    const prefix = ownedPrefix(environment);
    const ours = (await rulesIn(client)).filter(({ uid, folderUID }) => uid.startsWith(prefix) && folderUID.startsWith(prefix));
    const keys = new Set([...ours.map((one) => `${one.folderUID}/${one.ruleGroup}`), ...ids]);
    const found = await aFewAtATime([...keys], (key) => observeGroup(client, prefix, key));
    return found.filter((one) => one !== undefined);
  },
  async apply(client, change, now, { environment }) {
    const key = change.id.slice(ruleGroups.prefix.length);
    mustBe(now, await observeGroup(client, ownedPrefix(environment), key), change.id); // groups have no version
    if ('after' in change) await save(client, pathOf(key), change.after.body);
    else await deleteGroup(client, pathOf(key));
  },
  thing: (client, key, environment) => ({
    look: () => observeGroup(client, ownedPrefix(environment), key),
    write: ({ body }) => save(client, pathOf(key), body),
    remove: () => deleteGroup(client, pathOf(key)),
  }),
};

/** Every rule there is, also those that are not ours; none where the token may not see rules. */
export async function rulesIn(client: HttpReader) {
  const answer = await client.request({ method: 'GET', path: RULES, expect: [403, 404] });
  return ruleList.safeParse(answer.status < 300 ? jsonOf(answer, client.url) : []).data ?? [];
}

async function observeGroup(client: HttpReader, prefix: string, key: string): Promise<Observed | undefined> {
  const group = await askFor(client, ruleGroup, pathOf(key));
  if (!group) return undefined;
  const owner = group.rules.every(({ uid }) => uid.startsWith(prefix)) ? 'ours' : 'foreign';
  const state = ruleGroupState(group);
  const [server, kind] = ['grafana', 'grafana-alerting'] as const;
  const rest = { place: group.folderUid, drifted: false, shared: false } as const;
  return { id: `${ruleGroups.prefix}${key}`, server, kind, owner, state, revision: textHash(state), body: group, ...rest };
}

async function save(client: HttpClient, path: string, group: unknown): Promise<void> {
  const body = JSON.stringify(sentGroup(ruleGroup.parse(group)));
  await ask(client, ruleGroup, { method: 'PUT', path, body });
}

async function deleteGroup(client: HttpClient, path: string): Promise<void> {
  await client.request({ method: 'DELETE', path });
}

/** `<uid of the folder>/<name of the group>` */
function pathOf(key: string): string {
  const [folder = '', ...name] = key.split('/');
  return `/api/v1/provisioning/folder/${encodeURIComponent(folder)}/rule-groups/${encodeURIComponent(name.join('/'))}`;
}
