import { z } from 'zod';
import { type Observed, textHash } from '../../plan/observation.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import { mustBe } from '../put-back.ts';
import type { BoardsApi } from './boards-api.ts';
import { dashboardState } from './comparable.ts';
import { dashboards, MESSAGE } from './dashboards.ts';
import type { ObjectKind } from './objects.ts';
import { environmentTag } from './ownership.ts';
import { ask, askFor } from './wire.ts';

const FOLDER = 'grafana.app/folder';
/** A file or another tool brings it: writing it would be undone, or refused. https://github.com/grafana/grafana/tree/main/pkg/apimachinery/utils */
const MANAGED_BY = 'grafana.app/managedBy';
const PAGE = 500;

const texts = z.record(z.string(), z.string());
const board = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    resourceVersion: z.string(),
    annotations: texts.optional(),
  }),
  spec: z.looseObject({ tags: z.array(z.string()).nullish() }),
});
const list = z.looseObject({ metadata: z.looseObject({ continue: z.string().optional() }), items: z.array(board) });
type Board = z.infer<typeof board>;

/** Dashboards by the k8s-style API: lists bring their content, and each write names the version that was planned for. */
export function listedDashboards({ path, apiVersion }: BoardsApi): ObjectKind {
  const at = (uid: string) => `${path}/${encodeURIComponent(uid)}`;
  const look = async (client: HttpReader, environment: string, uid: string) => {
    const found = await askFor(client, board, at(uid));
    return found && observedOf(found, environment);
  };
  const remove = async (client: HttpClient, uid: string) => {
    await client.request({ method: 'DELETE', path: at(uid) });
  };
  const write = async (client: HttpClient, uid: string, spec: unknown, folder: string, there: Observed | undefined) => {
    const resourceVersion = there && board.parse(there.body).metadata.resourceVersion;
    const body = JSON.stringify({
      apiVersion,
      kind: 'Dashboard',
      metadata: metadataOf(uid, folder, resourceVersion),
      spec: contentOf(spec),
    });
    const request = there ? ({ method: 'PUT', path: at(uid) } as const) : ({ method: 'POST', path } as const);
    await ask(client, board, { ...request, body });
  };
  return {
    prefix: dashboards.prefix,
    observe: async (client, environment, uids) => {
      const wanted = new Set(uids);
      const seen: Observed[] = [];
      for await (const one of everyBoard(client, path)) {
        const observed = observedOf(one, environment);
        if (observed.owner === 'ours' || wanted.has(one.metadata.name)) seen.push(observed);
      }
      return seen;
    },
    async apply(client, change, now, { environment }) {
      const uid = change.id.slice(dashboards.prefix.length);
      if ('after' in change) return write(client, uid, change.after.body, change.after.place, now);
      mustBe(now, await look(client, environment, uid), change.id); // a deletion takes no version
      await remove(client, uid);
    },
    thing: (client, uid, environment) => ({
      look: () => look(client, environment, uid),
      write: (before, there) => write(client, uid, board.parse(before.body).spec, before.place, there),
      remove: () => remove(client, uid),
    }),
  };
}

/** Page by page: an organisation's dashboards are more than memory should hold at once. */
async function* everyBoard(client: HttpReader, path: string): AsyncGenerator<Board> {
  let next = '';
  do {
    const rest = next === '' ? '' : `&continue=${encodeURIComponent(next)}`;
    const page = await ask(client, list, { method: 'GET', path: `${path}?limit=${PAGE}${rest}` });
    yield* page.items;
    next = page.metadata.continue ?? '';
  } while (next !== '');
}

function observedOf(one: Board, environment: string): Observed {
  const { name, resourceVersion, annotations = {} } = one.metadata;
  const ours = one.spec.tags?.includes(environmentTag(environment)) && annotations[MANAGED_BY] === undefined;
  const [state, place] = [dashboardState(one.spec), annotations[FOLDER] ?? ''];
  const rest = { server: 'grafana', kind: 'grafana-dashboard', drifted: false, shared: false } as const;
  const revision = textHash(`${resourceVersion} ${place} ${state}`);
  const body = { metadata: { name, resourceVersion, annotations }, spec: one.spec }; // without `managedFields`, several times the rest
  return { id: `${dashboards.prefix}${name}`, owner: ours ? 'ours' : 'foreign', state, place, revision, body, ...rest };
}

function metadataOf(name: string, folder: string, resourceVersion: string | undefined) {
  return {
    name,
    annotations: { 'grafana.app/message': MESSAGE, ...(folder === '' ? {} : { [FOLDER]: folder }) },
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  };
}

/** The server names and numbers it. */
function contentOf(dashboard: unknown): Record<string, unknown> {
  const { id: _id, uid: _uid, version: _version, ...content } = dashboard as Record<string, unknown>; // checked when it was read or compiled
  return content;
}
