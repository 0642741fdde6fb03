import { canonicalJson } from '../../src/kernel/canonical.ts';
import { type Leaves, leavesOf, managedFieldsOf, managersOf, objectOf } from './applied-fields.ts';
import { applied, type Conflict, type Owned, replaced } from './field-owners.ts';

interface Said {
  readonly status: number;
  readonly text: string;
}
export interface Stored extends Owned {
  readonly uid: string;
  readonly version: number;
}
interface Sent {
  readonly metadata?: {
    readonly name?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly managedFields?: unknown;
  };
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}
interface Asked {
  readonly method: string;
  /** `/api/v1/namespaces/shop/configmaps` */
  readonly collection: string;
  /** Of one object; undefined for all of them. */
  readonly name: string | undefined;
  readonly query: URLSearchParams;
  readonly sent: Sent;
}

export interface FakeCluster {
  /** Path → object. */
  objects: Map<string, Stored>;
  answer(method: string, url: string, body: string): Said;
}

const NOTHING: Owned = { leaves: new Map(), managers: new Map() };
const PATH = /^(\/.*\/namespaces\/[^/]+\/[^/]+)(?:\/([^/]+))?$/;

/** Objects in a cluster with owners of fields and conditions, in memory. For faults only; the real API server judges the rest. */
export function fakeKubernetes(): FakeCluster {
  let count = 0;
  const cluster: FakeCluster = {
    objects: new Map(),
    answer(method, url, body) {
      const { pathname, searchParams: query } = new URL(url, 'http://cluster');
      const [, collection, name] = PATH.exec(pathname) ?? [];
      if (collection === undefined) return said(200, { kind: 'Namespace' }); // the only other thing that is asked for
      const sent = body === '' ? {} : (JSON.parse(body) as Sent); // of a client that sends objects
      const asked = {
        method,
        collection,
        name: name === undefined ? sent.metadata?.name : decodeURIComponent(name),
        query,
        sent,
      };
      if (method === 'GET') return name === undefined ? list(cluster, asked) : read(cluster, asked);
      count += 1;
      return change(cluster, asked, count);
    },
  };
  return cluster;
}

function change(cluster: FakeCluster, asked: Asked, count: number): Said {
  const { method, sent, collection, name } = asked;
  const path = `${collection}/${name}`;
  const there = cluster.objects.get(path);
  if (method === 'POST' && there) return problem(409, 'AlreadyExists', `${name} already exists`);
  if (method !== 'POST' && method !== 'PATCH' && !there) return problem(404, 'NotFound', `${name} not found`);
  const moved = there && isMoved(there, sent.preconditions ?? sent.metadata ?? {});
  if (moved || (!there && sent.metadata?.uid)) return problem(409, 'Conflict', 'the object has been modified');
  if (method === 'DELETE') {
    cluster.objects.delete(path);
    return said(200, { kind: 'Status', status: 'Success' });
  }
  return write(cluster, asked, path, count);
}

function isMoved({ uid, version }: Stored, wanted: { readonly uid?: string; readonly resourceVersion?: string }): boolean {
  return (wanted.uid ?? uid) !== uid || (wanted.resourceVersion ?? `${version}`) !== `${version}`;
}

function write(cluster: FakeCluster, asked: Asked, path: string, count: number): Said {
  const there = cluster.objects.get(path);
  const next = written(there ?? NOTHING, asked);
  if (!('leaves' in next)) return conflict(next);
  const same = there && textOf(next) === textOf(there);
  const stored = same ? there : { ...next, uid: there?.uid ?? `uid-${count}`, version: count };
  if (asked.query.get('dryRun') !== 'All') cluster.objects.set(path, stored);
  return said(there ? 200 : 201, asObject(path, stored));
}

function written(there: Owned, { method, query, sent }: Asked): Owned | readonly Conflict[] {
  const wanted: Leaves = leavesOf(sent as Record<string, unknown>);
  const manager = query.get('fieldManager') ?? 'unknown';
  if (method === 'PATCH') return applied(there, manager, wanted, query.get('force') === 'true');
  return replaced(there, manager, wanted, method === 'PUT' ? managersOf(sent.metadata?.managedFields) : undefined);
}

function textOf({ leaves, managers }: Owned): string {
  return canonicalJson([[...leaves].sort(([a], [b]) => (a < b ? -1 : 1)), managedFieldsOf(managers)]);
}

/** What the API gives of an object. */
export function asObject(path: string, { leaves, managers, uid, version }: Stored): Record<string, unknown> {
  const { metadata, ...content } = objectOf(leaves);
  const about = { name: path.split('/').at(-1), uid, resourceVersion: `${version}`, managedFields: managedFieldsOf(managers) };
  return { ...content, metadata: { ...(metadata as object | undefined), ...about } };
}

function list({ objects }: FakeCluster, { collection, query }: Asked): Said {
  const wanted = (query.get('labelSelector') ?? '')
    .split(',')
    .filter((one) => one !== '')
    .map((one) => one.split('='));
  const items = [...objects]
    .filter(([path]) => path.startsWith(`${collection}/`))
    .map(([path, one]) => asObject(path, one))
    .filter(({ metadata }) => {
      const { labels = {} } = metadata as { readonly labels?: Readonly<Record<string, string>> };
      return wanted.every(([name = '', value]) => labels[name] === value);
    });
  return said(200, { kind: 'List', metadata: {}, items });
}

function read({ objects }: FakeCluster, { collection, name }: Asked): Said {
  const path = `${collection}/${name}`;
  const there = objects.get(path);
  return there ? said(200, asObject(path, there)) : problem(404, 'NotFound', `${name} not found`);
}

function conflict(conflicts: readonly Conflict[]): Said {
  const causes = conflicts.map(({ manager, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with "${manager}"`,
    field,
  }));
  return said(409, { kind: 'Status', reason: 'Conflict', message: 'Apply failed', details: { causes } });
}

function problem(status: number, reason: string, message: string): Said {
  return said(status, { kind: 'Status', status: 'Failure', reason, message, code: status });
}

function said(status: number, body: object): Said {
  return { status, text: JSON.stringify(body) };
}
