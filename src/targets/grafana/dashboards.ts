import { type Observed, textHash } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import { mustBe } from '../put-back.ts';
import { dashboardState } from './comparable.ts';
import type { ObjectKind } from './objects.ts';
import { environmentTag } from './ownership.ts';
import { ask, askFor, dashboardAnswer, dashboardSaved, pages, searchAnswer } from './wire.ts';

/** Kept in the dashboard's history. */
export const MESSAGE = 'deployed by signalbox';

/** Dashboards by the API every Grafana from 10 to 13 has, with the version that was planned for: a newer one is never overwritten. */
export const dashboards: ObjectKind = {
  prefix: 'dashboard/',
  async observe(client, environment, uids) {
    const tag = encodeURIComponent(environmentTag(environment));
    const listed = await pages(client, searchAnswer, `/api/search?type=dash-db&tag=${tag}`);
    const all = [...new Set([...listed.map((one) => one.uid), ...uids])];
    const found = await aFewAtATime(all, (uid) => observeDashboard(client, environment, uid));
    return found.filter((one) => one !== undefined);
  },
  async apply(client, change, now, { environment }) {
    const uid = change.id.slice(dashboards.prefix.length);
    if ('after' in change) return post(client, change.after.body, versionOf(now), change.after.place);
    mustBe(now, await observeDashboard(client, environment, uid), change.id); // a deletion takes no version
    await deleteDashboard(client, uid);
  },
  thing: (client, uid, environment) => ({
    look: () => observeDashboard(client, environment, uid),
    write: (before, there) => post(client, { ...contentOf(before), id: null }, versionOf(there), before.place),
    remove: () => deleteDashboard(client, uid),
  }),
};

async function observeDashboard(client: HttpReader, environment: string, uid: string): Promise<Observed | undefined> {
  const answer = await askFor(client, dashboardAnswer, pathOf(uid));
  if (!answer) return undefined;
  const { meta, dashboard } = answer;
  const owner = dashboard.tags?.includes(environmentTag(environment)) && !meta.provisioned ? 'ours' : 'foreign';
  const [state, place] = [dashboardState(dashboard), meta.folderUid ?? ''];
  const revision = textHash(`${dashboard.version} ${place} ${state}`);
  const rest = { server: 'grafana', kind: 'grafana-dashboard', drifted: false, shared: false } as const;
  return { id: `dashboard/${uid}`, owner, state, place, revision, body: dashboard, ...rest };
}

function contentOf({ body }: Observed) {
  return dashboardAnswer.shape.dashboard.parse(body);
}

function versionOf(one: Observed | undefined): number | undefined {
  return one && contentOf(one).version;
}

/** Without `folderUid` Grafana moves the dashboard to the root, so it is always sent. */
async function post(client: HttpClient, dashboard: unknown, version: number | undefined, folderUid: string): Promise<void> {
  const { version: _, ...content } = dashboard as Record<string, unknown>; // checked when it was read or compiled
  const sent = { ...content, ...(version === undefined ? {} : { version }) };
  const body = JSON.stringify({ dashboard: sent, folderUid, message: MESSAGE, overwrite: false });
  await ask(client, dashboardSaved, { method: 'POST', path: '/api/dashboards/db', body });
}

async function deleteDashboard(client: HttpClient, uid: string): Promise<void> {
  await client.request({ method: 'DELETE', path: pathOf(uid) });
}

function pathOf(uid: string): string {
  return `/api/dashboards/uid/${encodeURIComponent(uid)}`;
}
