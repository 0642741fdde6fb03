import type { Connection } from '../../model/connection.ts';
import type { Reach } from '../../model/target.ts';
import type { Observed } from '../../plan/observation.ts';
import { AT_ONCE, aFewAtATime } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import { type HttpClient, type HttpReader, httpClient, httpReader } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Observer, Session, TargetKind } from '../kind.ts';
import { putBack } from '../put-back.ts';
import { untilEqual } from '../until-equal.ts';
import { boardsApi } from './boards-api.ts';
import { dashboards } from './dashboards.ts';
import { datasources } from './datasources.ts';
import { contentsOf, folders } from './folders.ts';
import { boardsWith, libraryPanels } from './library-panels.ts';
import { listedDashboards } from './listed-dashboards.ts';
import type { ObjectKind } from './objects.ts';
import { permissions } from './permissions.ts';
import { ruleGroups } from './rule-groups.ts';
import { serviceAccounts } from './service-accounts.ts';
import { teamEmails, teams } from './teams.ts';
import { judge, wantedObject } from './wanted.ts';

const APART = [dashboards.prefix, libraryPanels.prefix, ruleGroups.prefix];

/** Every kind, in the order they need each other; dashboards by the newest API this Grafana has. */
async function objectsOf(client: HttpReader): Promise<readonly ObjectKind[]> {
  const api = await boardsApi(client);
  return [
    teams,
    teamEmails,
    serviceAccounts,
    folders,
    permissions,
    datasources,
    libraryPanels,
    api ? listedDashboards(api) : dashboards,
    ruleGroups,
  ];
}

/** Grafana by its HTTP API: folders, data sources and dashboards, known as ours by `ownership.ts`. */
export const grafanaApi: TargetKind = {
  server: 'grafana',
  by: 'api',
  judge,
  wanted: wantedObject,
  look: async (reach, scope, io) => observer(httpReader(connectionOf(reach), io), scope.environment, io),
  open: async (reach, scope, io) => session(httpClient(connectionOf(reach), io), scope.environment, io),
};

function connectionOf(reach: Reach): Connection {
  if (reach.by === 'api') return reach.connection;
  throw new OutsideFailure('grafana is not reached by its API', { kind: 'misconfigured' });
}

type Objects = () => Promise<readonly ObjectKind[]>;

function observer(
  reader: HttpReader,
  environment: string,
  io: TargetIo,
  objects: Objects = once(() => objectsOf(reader)),
): Observer {
  const look = async (ids: readonly string[]) => observe(reader, await objects(), environment, ids);
  return { observe: look, verify: (wanted) => untilEqual(wanted, () => look(wanted.map(({ id }) => id)), io) };
}

function session(client: HttpClient, environment: string, io: TargetIo): Session {
  const objects = once(() => objectsOf(client));
  return {
    ...observer(client, environment, io, objects),
    async apply(change, now) {
      if (change.action === 'keep' || change.action === 'refuse') return;
      await kindOf(await objects(), change.id).apply(client, change, now, { environment, io });
    },
    async restore(id, before) {
      const kind = kindOf(await objects(), id);
      await putBack(id, before, kind.thing(client, id.slice(kind.prefix.length), environment));
    },
    // folders and data sources look at each other; dashboards and groups of rules do not
    atOnce: ({ id }) => (APART.some((prefix) => id.startsWith(prefix)) ? AT_ONCE : 1),
    load: async () => {},
  };
}

/** Asked when it is first needed; asked again where that failed. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let found: { readonly value: T } | undefined;
  return async () => {
    found ??= { value: await work() };
    return found.value;
  };
}

function kindOf(objects: readonly ObjectKind[], id: string): ObjectKind {
  const kind = objects.find(({ prefix }) => id.startsWith(prefix));
  if (kind) return kind;
  throw new OutsideFailure(`Grafana has no object like ${id}`, { kind: 'misconfigured' });
}

async function observe(
  client: HttpReader,
  objects: readonly ObjectKind[],
  environment: string,
  ids: readonly string[],
): Promise<Observed[]> {
  const found: Observed[] = [];
  for (const kind of objects) {
    const uids = ids.filter((id) => id.startsWith(kind.prefix)).map((id) => id.slice(kind.prefix.length));
    found.push(...(await kind.observe(client, environment, uids)));
  }
  return markShared(client, found);
}

/** Which of ours others use: panels in their dashboards, folders that hold what they put there, or what they use. Those are left to them. */
async function markShared(client: HttpReader, found: readonly Observed[]): Promise<Observed[]> {
  const mine = idsOf(found.filter((one) => one.owner === 'ours'));
  const panels = await markUsed(client, found, libraryPanels.prefix, mine);
  return markUsed(client, panels, folders.prefix, idsOf(panels.filter((one) => one.owner === 'ours' && !one.shared)));
}

function idsOf(all: readonly Observed[]): ReadonlySet<string> {
  return new Set(all.map(({ id }) => id));
}

function markUsed(client: HttpReader, all: readonly Observed[], prefix: string, ours: ReadonlySet<string>): Promise<Observed[]> {
  return aFewAtATime(all, async (one) => {
    if (!one.id.startsWith(prefix) || !ours.has(one.id)) return one;
    const strangers = await strangersAt(client, one.id, ours);
    return strangers.length > 0 ? { ...one, shared: true } : one;
  });
}

async function strangersAt(client: HttpReader, id: string, ours: ReadonlySet<string>): Promise<readonly string[]> {
  if (id.startsWith(folders.prefix)) return contentsOf(client, id.slice(folders.prefix.length), ours);
  if (!id.startsWith(libraryPanels.prefix)) return [];
  const boards = await boardsWith(client, id.slice(libraryPanels.prefix.length));
  return boards.filter((uid) => !ours.has(`${dashboards.prefix}${uid}`));
}
