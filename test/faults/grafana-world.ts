import type { Artifact } from '../../src/artifacts/kind.ts';
import { connectionTo } from '../../src/model/connection.ts';
import { fakeGrafana, type Store } from '../support/fake-grafana.ts';
import { artifact, ioAt, targetOf } from '../unit/targets/samples.ts';
import { faultyServer } from './faulty-server.ts';
import { HTTP_FAULTS, injector } from './injector.ts';
import type { Age, World } from './world.ts';

/** Folders, permissions, data sources, library panels, dashboards and rule groups in a Grafana. */
export async function grafanaWorld(folder: string, boardsApi: boolean): Promise<World> {
  const faults = injector();
  const fake = await fakeGrafana('token', { boardsApi });
  await fake.stop(); // only its answers are wanted
  putForeign(fake.store);
  const server = await faultyServer((method, url, body) => {
    const { status, body: said } = fake.answer(method, url, body);
    return { status, text: JSON.stringify(said) };
  }, faults);
  let kept = copyOf(fake.store);
  return {
    target: targetOf({ grafana: { by: 'api', connection: connectionTo(server.url) } }),
    io: ioAt(folder, { secret: () => 'the value of a secret' }),
    old: objects('old'),
    new: objects('new'),
    order: ORDER,
    faults,
    kinds: HTTP_FAULTS,
    keep: async () => {
      kept = copyOf(fake.store);
    },
    reset: async () => {
      Object.assign(fake.store, copyOf(kept));
    },
    snapshot: async () => withoutVersions(fake.store),
    stop: server.stop,
  };
}

/** Of the maps alone: the fake replaces what it holds, and knows versions by it. */
function copyOf(store: Store): Store {
  return Object.fromEntries(
    Object.entries(store).map(([name, held]: [string, Map<string, unknown>]) => [name, new Map(held)]),
  ) as never; // the same fields
}

const ORDER = [
  { kind: 'grafana-team', applyAfter: [] },
  { kind: 'grafana-service-account', applyAfter: [] },
  { kind: 'grafana-folder', applyAfter: ['grafana-team'] },
  { kind: 'grafana-datasource', applyAfter: [] },
  { kind: 'grafana-library-panel', applyAfter: ['grafana-folder'] },
  { kind: 'grafana-dashboard', applyAfter: ['grafana-folder', 'grafana-datasource', 'grafana-library-panel'] },
  { kind: 'grafana-alerting', applyAfter: ['grafana-folder', 'grafana-dashboard'] },
];

function putForeign(store: Store): void {
  store.teams.set('web', { id: 1, name: 'web', uid: 'web' });
  store.teams.set('theirs', { id: 2, name: 'theirs', uid: 'theirs', email: 'theirs@example.org', memberCount: 4 });
  store.accounts.set('ci0', { id: 2, name: 'ci0', role: 'Admin', isDisabled: false, tokens: 3 });
  store.folders.set('theirs', { uid: 'theirs', title: 'Theirs', version: 3 });
  store.dashboards.set('theirs', { dashboard: { uid: 'theirs', title: 'Theirs', version: 7, id: 1 }, folderUid: 'theirs' });
  store.datasources.set('theirs', { uid: 'theirs', name: 'Theirs', type: 'loki', version: 2, isDefault: true, readOnly: false });
}

/** From the old to the new: 50 changes, of every kind and action there is. */
function objects(age: Age): Artifact[] {
  const old = age === 'old';
  const version = old ? 1 : 2;
  const folders = old ? ['shop', 'gone', 'kept'] : ['shop', 'fresh', 'kept'];
  return [
    ...folders.map((uid) => folder(uid, uid === 'kept' ? 'Kept' : `${uid} ${uid === 'shop' ? version : ''}`, old)),
    ...names('team', old ? [0, 1] : [0, 2]).map((name) => team(name, version)),
    ...names('ci', old ? [0, 2] : [1, 3]).map((name) => account(name, version)),
    ...names('source', old ? [0, 4] : [1, 6]).map((uid) => datasource(uid, version)),
    ...names('panel', old ? [0, 6] : [2, 9]).map((uid) => libraryPanel(uid, version)),
    ...names('board', old ? [0, 14] : [4, 15]).map((uid, at) => board(uid, version, !old && at < 4 ? 'kept' : 'shop')),
    ...names('stays', [0, 3]).map((uid) => board(uid, 1, 'kept')),
    ...names('leaves', old ? [0, 1] : [0, 0]).map((uid) => board(uid, 1, 'gone')),
    alerting(names('group', old ? [0, 4] : [1, 8]), version),
  ];
}

function names(prefix: string, [from, to]: readonly number[]): string[] {
  return Array.from({ length: (to ?? 0) - (from ?? 0) }, (_, at) => `${prefix}${(from ?? 0) + at}`);
}

function grafana(kind: string, uid: string, content: unknown): Artifact {
  return artifact(`grafana/${kind}/${uid}.json`, '', { server: 'grafana', kind: `grafana-${kind}`, content });
}

function team(name: string, version: number): Artifact {
  return grafana('team', name, { name, email: `${name}-${version}@example.org` });
}

function account(name: string, version: number): Artifact {
  return grafana('service-account', name, { name, role: version === 1 ? 'Viewer' : 'Editor', disabled: false });
}

function folder(uid: string, title: string, old: boolean): Artifact {
  const permissions = [
    { to: 'role', name: 'Viewer', may: 'view' },
    { to: 'team', name: 'web', may: old ? 'edit' : 'admin' },
  ];
  return grafana('folder', uid, { uid, title, ...(uid === 'kept' ? {} : { permissions }) });
}

function datasource(uid: string, version: number): Artifact {
  const secret = uid === 'source3' ? { secureJsonData: { httpHeaderValue1: { kind: 'secret', env: 'HEADER' } } } : {};
  const url = `http://prometheus-${version}:9090`;
  return grafana('datasource', uid, { uid, name: uid, type: 'prometheus', access: 'proxy', url, jsonData: {}, ...secret });
}

function libraryPanel(uid: string, version: number): Artifact {
  const model = { type: 'stat', title: uid, options: { version } };
  return grafana('library-panel', uid, { uid, name: uid, folderUid: 'shop', kind: 1, model });
}

function board(uid: string, version: number, folderUid: string): Artifact {
  const panels = [{ id: 1, type: 'stat', title: `V${version}`, gridPos: { x: 0, y: 0, w: 4, h: 4 } }];
  return grafana('dashboard', uid, { folderUid, dashboard: { uid, title: uid, tags: [], schemaVersion: 42, panels } });
}

function alerting(groups: readonly string[], version: number): Artifact {
  const rule = (name: string) => ({
    uid: name,
    title: name,
    condition: 'A',
    for: '5m',
    noDataState: 'OK',
    execErrState: 'Error',
    labels: {},
    annotations: { summary: `V${version}` },
    data: [{ refId: 'A', datasourceUid: 'source1', relativeTimeRange: { from: 60, to: 0 }, model: { refId: 'A', expr: 'up' } }],
  });
  const content = { groups: groups.map((name) => ({ name, folder: 'kept', interval: '60s', rules: [rule(name)] })) };
  return grafana('alerting', 'rules', { content });
}

/** Versions only grow, what was deleted gets another number or begins anew; the order of what is stored means nothing. */
function withoutVersions(store: Store): unknown {
  const groups = new Set([...store.rules.values()].map((rule) => `${rule.folderUID}/rule-groups/${rule.ruleGroup}`));
  const intervals = new Map([...store.intervals].filter(([group]) => groups.has(group)));
  const numberless = <T extends object>(all: ReadonlyMap<string, T>) =>
    new Map([...all].map(([name, one]) => [name, { ...one, id: 0, uid: '' }]));
  const people = { accounts: numberless(store.accounts), teams: numberless(store.teams) };
  const text = JSON.stringify({ ...store, ...people, intervals }, (key, value: unknown) => {
    if (key === 'version') return undefined;
    return value instanceof Map ? [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)) : value;
  });
  return JSON.parse(text) as unknown;
}
