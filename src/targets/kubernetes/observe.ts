import type { ServerKind } from '../../model/environment.ts';
import { type Observed, textHash } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpReader } from '../http.ts';
import { idOf, type Place, pathOf, placeOf } from './object-id.ts';
import { isOurs, liveState, selectorOf } from './ownership.ts';
import { collectionPath, installerOf, RESOURCES, type Resource } from './resources.ts';
import { ask, type LiveObject, listAnswer, objectAnswer, type Reply, refused } from './wire.ts';

/** Where a session looks. */
export interface Cluster {
  readonly client: HttpReader;
  readonly environment: string;
  readonly namespace: string;
}

const PAGE = 500;
/** Names only: of what is not ours nothing else is looked at. https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
const NAMES_ONLY = { accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' };
/** The list was too long under way: it is asked for anew. */
const GONE = 410;
const TRIES = 3;

/** What is ours in the namespace, and what stands at these ids: one list of each kind, and one of names where something is missing. */
export async function observe(cluster: Cluster, ids: readonly string[]): Promise<Observed[]> {
  const places = ids.map(placeOf);
  const lacking: Resource[] = [];
  const found = await aFewAtATime(RESOURCES, async (resource) => {
    const wanted = new Set(places.filter((one) => one.resource === resource).map((one) => one.name));
    const listed = await list(cluster, resource, `labelSelector=${encodeURIComponent(selectorOf(cluster.environment))}`);
    if (!listed.ok) {
      if (wanted.size === 0) return []; // what this login may not list, or the cluster does not know, we never wrote
      if (listed.status !== 404) throw refused(cluster.client, `listing ${resource.plural}`, listed);
      lacking.push(resource);
      return [];
    }
    const ours = listed.value.flatMap((one) => observedOf(cluster, resource, one, wanted) ?? []);
    return [...ours, ...(await strangers(cluster, resource, wanted, new Set(listed.value.map((one) => one.metadata.name))))];
  });
  if (lacking.length > 0) throw unknownKinds(lacking);
  return found.flat();
}

/** What stands at wanted names without our labels. */
async function strangers(
  cluster: Cluster,
  resource: Resource,
  wanted: ReadonlySet<string>,
  known: ReadonlySet<string>,
): Promise<Observed[]> {
  if ([...wanted].every((name) => known.has(name))) return [];
  const listed = await list(cluster, resource, '', NAMES_ONLY);
  if (!listed.ok) throw refused(cluster.client, `listing ${resource.plural}`, listed);
  const there = listed.value.filter(({ metadata: { name } }) => wanted.has(name) && !known.has(name));
  return there.flatMap((one) => observedOf(cluster, resource, one, wanted) ?? []);
}

/** One object, by its id. */
export async function lookAt(cluster: Cluster, id: string): Promise<Observed | undefined> {
  const place = placeOf(id);
  const reply = await ask(cluster.client, objectAnswer, { path: pathOf(place) });
  if (reply.ok) return observedOf(cluster, place.resource, reply.value, new Set([place.name]));
  if (reply.status === 404) return undefined;
  throw refused(cluster.client, `reading ${id}`, reply);
}

/** undefined: ours, and on its way out. Where it is wanted again, nothing can be done before it is gone. */
function observedOf(
  { environment, namespace }: Cluster,
  resource: Resource,
  object: LiveObject,
  wanted: ReadonlySet<string>,
): Observed | undefined {
  const { name, uid, deletionTimestamp } = object.metadata;
  const id = idOf({ resource, namespace, name } satisfies Place);
  if (deletionTimestamp !== undefined && !wanted.has(name)) return undefined;
  if (deletionTimestamp !== undefined) {
    const detail = 'what its finalizers name has to be done first: wait, or ask the operator that set them';
    throw new OutsideFailure(`${id} is being deleted`, { kind: 'refused', detail });
  }
  const ours = isOurs(object, environment);
  const { state, drifted } = ours ? liveState(object, resource) : { state: '', drifted: false };
  const server: ServerKind = 'kubernetes';
  const about = { id, server, kind: resource.artifact, owner: ours ? 'ours' : 'foreign', place: '' } as const;
  return {
    ...about,
    state,
    revision: textHash(`${uid} ${ours} ${state}`),
    drifted,
    shared: false,
    body: { ...object, ...typeOf(resource) },
  };
}

/** Items of a list do not say it. */
function typeOf({ kind, group, version }: Resource) {
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind };
}

/** All pages of a list. */
async function list(
  { client, namespace }: Cluster,
  resource: Resource,
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply<LiveObject[]>> {
  let all: LiveObject[] = [];
  let next = '';
  for (let tries = TRIES; ; ) {
    const more = next === '' ? '' : `&continue=${encodeURIComponent(next)}`;
    const path = `${collectionPath(resource, namespace)}?limit=${PAGE}${query === '' ? '' : `&${query}`}${more}`;
    const reply = await ask(client, listAnswer, { path, headers });
    if (!reply.ok && reply.status === GONE && tries > 1) {
      tries -= 1;
      all = [];
      next = '';
      continue;
    }
    if (!reply.ok) return reply;
    all.push(...(reply.value.items ?? []));
    next = reply.value.metadata.continue ?? '';
    if (next === '') return { ok: true, status: reply.status, value: all };
  }
}

function unknownKinds(lacking: readonly Resource[]): OutsideFailure {
  const kinds = lacking.map(({ kind, group, version }) => `${kind} (${group}/${version})`);
  const install = [...new Set(lacking.map(installerOf))];
  return new OutsideFailure(`the cluster does not know ${kinds.join(', ')}`, {
    kind: 'misconfigured',
    status: 404,
    detail: `install ${install.join('; and ')}`,
  });
}
