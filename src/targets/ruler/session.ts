import { printYaml } from '../../kernel/yaml.ts';
import type { ServerKind } from '../../model/environment.ts';
import type { Change } from '../../plan/change.ts';
import { type Observed, textHash, type Wanted } from '../../plan/observation.ts';
import { AT_ONCE } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Evidence, Observer, Session } from '../kind.ts';
import { mustBe, putBack } from '../put-back.ts';
import { evaluation, failingRules, type LoadedGroup, loadedGroups } from '../rule-health.ts';
import { untilEqual } from '../until-equal.ts';
import { groupId, groupOf, groupState, groupsByNamespace, type RulerGroup } from './groups.ts';

/** One of the servers whose rulers have the same API. */
export interface RulerApi {
  readonly server: ServerKind;
  /** The artifacts that are rule files for it, and what its groups are called in a plan. */
  readonly kind: string;
  /** What `/rules` stands below. */
  readonly path: string;
  /** What to look at where it does not answer as a ruler. */
  readonly hint: string;
}

/** What a ruler says when it holds nothing; any other 404 is no ruler. */
const NOTHING = /no rule groups found/;
/** What Loki says where its ruler reads rules from a disk that nobody may write to. */
const READ_ONLY = /unable to read rule dir/;

/** Our namespaces of a ruler. */
export function rulerObserver(api: RulerApi, reader: HttpReader, prefix: string, io: TargetIo): Observer {
  return {
    observe: () => observe(api, reader, prefix),
    async verify(wanted) {
      const problems = await untilEqual(wanted, () => observe(api, reader, prefix), io);
      return problems.length > 0 ? problems : failures(reader, wanted, io);
    },
    evidence: (wanted) => evidence(reader, wanted),
  };
}

/** The same, to be changed: each group is one request, and the ruler takes it at once. */
export function rulerSession(api: RulerApi, client: HttpClient, prefix: string, io: TargetIo): Session {
  return {
    ...rulerObserver(api, client, prefix, io),
    apply: (change, now) => apply(api, client, change, now),
    restore: (id, before) =>
      putBack(id, before, {
        look: () => lookAt(api, client, id),
        write: ({ body }) => write(api, client, id, body),
        remove: () => remove(api, client, id),
      }),
    atOnce: () => AT_ONCE,
    load: async () => {},
  };
}

/** The rulers tell like a Prometheus how their rules do; a group is called by its namespace there. */
const HEALTH = '/prometheus/api/v1/rules';

async function evaluated(reader: HttpReader, wanted: readonly Wanted[]): Promise<LoadedGroup[]> {
  const ids = new Set(wanted.map(({ id }) => id));
  const groups = await loadedGroups(reader, HEALTH, 'a ruler');
  return groups.filter(({ file, name }) => ids.has(groupId(file, name)));
}

/** A ruler takes a group a few seconds before it runs it: until then it tells how the one before it did. */
const TRIES = 10;
const PAUSE_MS = 1_000;

/** Rules that fail when they run. A ruler whose health is asked elsewhere, behind a gateway, is taken at its word. */
async function failures(reader: HttpReader, wanted: readonly Wanted[], io: TargetIo): Promise<string[]> {
  try {
    for (let left = TRIES - 1; ; left -= 1) {
      const failing = failingRules(await evaluated(reader, wanted), ({ file, name }) => `${file}: ${name}`);
      if (failing.length === 0 || left === 0) return failing;
      await io.wait(PAUSE_MS);
    }
  } catch (error) {
    if (error instanceof OutsideFailure && (error.status === 404 || isAtRest(error))) return [];
    throw error;
  }
}

/** A tenant whose rules Mimir keeps and does not run: `rules: 'loaded'`. */
function isAtRest({ detail, status }: OutsideFailure): boolean {
  return status === 422 && detail.includes('rule evaluation is disabled');
}

async function evidence(reader: HttpReader, wanted: readonly Wanted[]): Promise<Evidence> {
  try {
    return evaluation(wanted.length, await evaluated(reader, wanted));
  } catch (error) {
    if (!(error instanceof OutsideFailure) || !isAtRest(error)) throw error;
    return { proved: [`the ruler has ${wanted.length} rule groups, and is told to run none`], warnings: [] };
  }
}

async function observe(api: RulerApi, client: HttpReader, prefix: string): Promise<Observed[]> {
  const { status, text } = await client.request({ method: 'GET', path: `${api.path}/rules`, expect: [404] }).catch(withHint(api));
  if (status === 404 && NOTHING.test(text)) return [];
  const namespaces = status === 404 ? undefined : groupsByNamespace(text);
  if (!namespaces) {
    throw new OutsideFailure(`${client.url} has no ruler API`, { kind: 'misconfigured', status, detail: api.hint });
  }
  const ours = Object.entries(namespaces).filter(([namespace]) => namespace.startsWith(prefix));
  return ours.flatMap(([namespace, groups]) => groups.map((group) => observedGroup(api, groupId(namespace, group.name), group)));
}

/** A ruler that reads its rules from a disk has them by no API. */
function withHint({ hint }: RulerApi): (thrown: unknown) => never {
  return (thrown) => {
    if (!(thrown instanceof OutsideFailure) || !READ_ONLY.test(thrown.detail)) throw thrown;
    const { message, status, detail } = thrown;
    throw new OutsideFailure(message, { kind: 'misconfigured', detail: `${detail}; ${hint}`, ...(status ? { status } : {}) });
  };
}

function observedGroup({ server, kind }: RulerApi, id: string, group: RulerGroup): Observed {
  const state = groupState(group);
  const rest = { server, kind, owner: 'ours', place: '', drifted: false, shared: false } as const;
  return { id, state, revision: textHash(state), body: group, ...rest };
}

/** One group, by its name. */
async function lookAt(api: RulerApi, client: HttpReader, id: string): Promise<Observed | undefined> {
  const { status, text } = await client.request({ method: 'GET', path: `${api.path}/${id}`, expect: [404] });
  if (status === 404) return undefined;
  const group = groupOf(text);
  if (group) return observedGroup(api, id, group);
  throw new OutsideFailure(`${client.url} does not answer as a ruler does`, { kind: 'refused', status });
}

/** The ruler takes no condition with a change, so it is asked right before. */
async function apply(api: RulerApi, client: HttpClient, change: Change, now: Observed | undefined): Promise<void> {
  mustBe(now, await lookAt(api, client, change.id), change.id);
  if (change.action === 'delete') await remove(api, client, change.id);
  else if (change.action !== 'keep' && change.action !== 'refuse') await write(api, client, change.id, change.after.body);
}

/** A group replaces the one of its name in its namespace. */
async function write(api: RulerApi, client: HttpClient, id: string, group: unknown): Promise<void> {
  const namespace = id.split('/').slice(0, 2).join('/');
  await client.request({
    method: 'POST',
    path: `${api.path}/${namespace}`,
    body: printYaml(group),
    contentType: 'application/yaml',
  });
}

async function remove(api: RulerApi, client: HttpClient, id: string): Promise<void> {
  await client.request({ method: 'DELETE', path: `${api.path}/${id}` });
}
