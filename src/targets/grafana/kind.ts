import type { Observed, Wanted } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import { type HttpClient, httpClient } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Session, TargetKind } from '../kind.ts';
import { untilEqual } from '../until-equal.ts';
import { dashboards } from './dashboards.ts';
import { datasources } from './datasources.ts';
import { contentsOf, folders } from './folders.ts';
import type { ObjectKind } from './objects.ts';
import { judge, wantedObject } from './wanted.ts';

/** In the order they need each other. */
const OBJECTS: readonly ObjectKind[] = [folders, datasources, dashboards];

/** Grafana by its HTTP API: folders, data sources and dashboards, known as ours by `ownership.ts`. */
export const grafanaApi: TargetKind = {
  server: 'grafana',
  by: 'api',
  judge,
  wanted: wantedObject,
  async open(reach, scope, io) {
    if (reach.by !== 'api') throw new OutsideFailure('grafana is not reached by its API', { kind: 'misconfigured' });
    const token = reach.token && io.secret(reach.token);
    return session(httpClient(reach.url, token, io), scope.environment, io);
  },
};

function session(client: HttpClient, environment: string, io: TargetIo): Session {
  return {
    observe: (ids) => observe(client, environment, ids),
    begin: async () => async () => {},
    async apply(change, now) {
      const kind = OBJECTS.find(({ prefix }) => change.id.startsWith(prefix));
      return kind ? kind.apply(client, change, now, io) : async () => {};
    },
    load: async () => {},
    verify: (wanted) => verify(client, environment, wanted, io),
    finish: async () => {},
  };
}

async function observe(client: HttpClient, environment: string, ids: readonly string[]): Promise<Observed[]> {
  const found: Observed[] = [];
  for (const kind of OBJECTS) {
    const uids = ids.filter((id) => id.startsWith(kind.prefix)).map((id) => id.slice(kind.prefix.length));
    found.push(...(await kind.observe(client, environment, uids)));
  }
  return markShared(client, found);
}

/** Which of our folders hold what others put there: those are left to them when nothing of ours wants them any more. */
async function markShared(client: HttpClient, found: readonly Observed[]): Promise<Observed[]> {
  const ours = new Set(found.filter((one) => one.owner === 'ours').map((one) => one.id));
  return aFewAtATime(found, async (one) => {
    if (one.owner !== 'ours' || !one.id.startsWith(folders.prefix)) return one;
    const strangers = await contentsOf(client, one.id.slice(folders.prefix.length), ours);
    return { ...one, shared: strangers.length > 0 };
  });
}

function verify(client: HttpClient, environment: string, wanted: readonly Wanted[], io: TargetIo): Promise<readonly string[]> {
  const ids = wanted.map((one) => one.id);
  return untilEqual(wanted, () => observe(client, environment, ids), io);
}
