import { printYaml } from '../../kernel/yaml.ts';
import type { Change } from '../../plan/change.ts';
import { type Observed, textHash } from '../../plan/observation.ts';
import { AT_ONCE } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Observer, Session } from '../kind.ts';
import { mustBe, putBack } from '../put-back.ts';
import { untilEqual } from '../until-equal.ts';
import { groupId, groupOf, groupState, groupsByNamespace, type RulerGroup } from './groups.ts';

const API = '/loki/api/v1';
/** What the ruler says when it holds nothing; any other 404 is no ruler. */
const NOTHING = /no rule groups found/;

/** Our namespaces of a ruler. */
export function rulerObserver(reader: HttpReader, prefix: string, io: TargetIo): Observer {
  return {
    observe: () => observe(reader, prefix),
    verify: (wanted) => untilEqual(wanted, () => observe(reader, prefix), io),
  };
}

/** The same, to be changed: each group is one request, and the ruler takes it at once. */
export function rulerSession(client: HttpClient, prefix: string, io: TargetIo): Session {
  return {
    ...rulerObserver(client, prefix, io),
    apply: (change, now) => apply(client, change, now),
    restore: (id, before) =>
      putBack(id, before, {
        look: () => lookAt(client, id),
        write: ({ body }) => write(client, id, body),
        remove: () => remove(client, id),
      }),
    atOnce: () => AT_ONCE,
    load: async () => {},
  };
}

async function observe(client: HttpReader, prefix: string): Promise<Observed[]> {
  const { status, text } = await client.request({ method: 'GET', path: `${API}/rules`, expect: [404] });
  if (status === 404 && NOTHING.test(text)) return [];
  const namespaces = status === 404 ? undefined : groupsByNamespace(text);
  if (!namespaces) {
    const detail = 'Loki needs a `ruler_storage` that can be written, and the target the address Loki itself answers at';
    throw new OutsideFailure(`${client.url} has no ruler API`, { kind: 'misconfigured', status, detail });
  }
  const ours = Object.entries(namespaces).filter(([namespace]) => namespace.startsWith(prefix));
  return ours.flatMap(([namespace, groups]) => groups.map((group) => observedGroup(groupId(namespace, group.name), group)));
}

function observedGroup(id: string, group: RulerGroup): Observed {
  const state = groupState(group);
  const rest = { server: 'loki', kind: 'loki-rules', owner: 'ours', place: '', drifted: false, shared: false } as const;
  return { id, state, revision: textHash(state), body: group, ...rest };
}

/** One group, by its name. */
async function lookAt(client: HttpReader, id: string): Promise<Observed | undefined> {
  const { status, text } = await client.request({ method: 'GET', path: `${API}/${id}`, expect: [404] });
  if (status === 404) return undefined;
  const group = groupOf(text);
  if (group) return observedGroup(id, group);
  throw new OutsideFailure(`${client.url} does not answer as a ruler does`, { kind: 'refused', status });
}

/** The ruler takes no condition with a change, so it is asked right before. */
async function apply(client: HttpClient, change: Change, now: Observed | undefined): Promise<void> {
  mustBe(now, await lookAt(client, change.id), change.id);
  if (change.action === 'delete') await remove(client, change.id);
  else if (change.action !== 'keep' && change.action !== 'refuse') await write(client, change.id, change.after.body);
}

/** A group replaces the one of its name in its namespace. */
async function write(client: HttpClient, id: string, group: unknown): Promise<void> {
  const namespace = id.split('/').slice(0, 2).join('/');
  await client.request({ method: 'POST', path: `${API}/${namespace}`, body: printYaml(group), contentType: 'application/yaml' });
}

async function remove(client: HttpClient, id: string): Promise<void> {
  await client.request({ method: 'DELETE', path: `${API}/${id}` });
}
