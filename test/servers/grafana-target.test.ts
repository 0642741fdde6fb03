import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../src/artifacts/kind.ts';
import { connectionTo } from '../../src/model/connection.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { planDestruction, planTarget } from '../../src/targets/observe.ts';
import { verifyTarget } from '../../src/targets/verify.ts';
import { fakeGrafana } from '../support/fake-grafana.ts';
import { artifact, environmentNamed, ioAt, targetOf } from '../unit/targets/samples.ts';
import { type ServerImage, sharedFolder, startContainer } from './container.ts';
import { requireServer } from './support.ts';

const IMAGE: ServerImage = { server: 'grafana', port: 3000, ready: '/api/health', readyWithinMs: 120_000 };
const ORDER = [
  { kind: 'grafana-folder', applyAfter: [] },
  { kind: 'grafana-datasource', applyAfter: [] },
  { kind: 'grafana-dashboard', applyAfter: ['grafana-folder', 'grafana-datasource'] },
];

interface Server {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

async function startFake(boardsApi: boolean): Promise<Server> {
  const fake = await fakeGrafana('glsa_fake', { boardsApi });
  return { url: fake.url, token: 'glsa_fake', stop: fake.stop };
}

async function startReal(): Promise<Server> {
  const container = await startContainer(IMAGE, await sharedFolder(), '/mnt/unused', []);
  const admin = { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`, 'content-type': 'application/json' };
  const post = async (path: string, body: object) => {
    const answer = await fetch(container.url + path, { method: 'POST', headers: admin, body: JSON.stringify(body) });
    return (await answer.json()) as { id: number; key: string };
  };
  const { id } = await post('/api/serviceaccounts', { name: 'signalbox', role: 'Admin' });
  const { key } = await post(`/api/serviceaccounts/${id}/tokens`, { name: 'deploy' });
  return { url: container.url, token: key, stop: container.stop };
}

const missing = await requireServer('grafana');
const SERVERS = [
  { name: 'a Grafana held to the recordings', start: () => startFake(true), skipped: undefined },
  { name: 'a Grafana before 12', start: () => startFake(false), skipped: undefined },
  { name: `a Grafana${missing === undefined ? '' : ` (skipped: ${missing})`}`, start: startReal, skipped: missing },
];

function grafana(kind: string, name: string, content: unknown, environment = 'production'): Artifact {
  return artifact(`grafana/${name}.json`, '', { server: 'grafana', kind: `grafana-${kind}`, content, environment });
}

const folder = grafana('folder', 'folders/shop', { uid: 'shop', title: 'Shop' });
const source = grafana('datasource', 'datasources/prometheus', {
  uid: 'prometheus',
  name: 'Prometheus',
  type: 'prometheus',
  access: 'proxy',
  url: 'http://prometheus:9090',
  isDefault: true,
  jsonData: { httpMethod: 'POST', timeInterval: '15s' },
  secureJsonData: { httpHeaderValue1: { kind: 'secret', env: 'HEADER' } },
});
function board(uid: string, title: string, folderUid = 'shop'): Artifact {
  const panels = [
    { id: 1, type: 'timeseries', title: 'P', gridPos: { x: 0, y: 0, w: 12, h: 8 }, targets: [{ refId: 'A', expr: 'up' }] },
  ];
  const dashboard = { id: null, uid, title, description: '', tags: ['shop'], schemaVersion: 42, editable: false, panels };
  return grafana('dashboard', `dashboards/${folderUid}/${uid}`, { folderUid, dashboard });
}
const overview = board('shop-overview', 'Overview');
const ALL = [overview, source, folder];

for (const { name, start, skipped } of SERVERS) {
  describe.skipIf(skipped !== undefined)(name, () => {
    let server: Server;
    beforeAll(async () => {
      server = await start();
    }, 150_000);
    afterAll(() => server?.stop());

    const io = ioAt('/', { secret: (reference) => ('env' in reference && reference.env === 'HEADER' ? 'canary' : server.token) });
    const live = (environment = environmentNamed()) =>
      targetOf(
        { grafana: { by: 'api', connection: connectionTo(server.url, { token: { kind: 'secret', env: 'GRAFANA_TOKEN' } }) } },
        environment,
      );
    const deploy = async (...artifacts: Artifact[]) => applyPlan(await planTarget(live(), artifacts, ORDER, io), live(), io);
    const destroy = async () => applyPlan(await planDestruction(live(), ALL, ORDER, io), live(), io);
    const actions = async (...artifacts: Artifact[]) =>
      (await planTarget(live(), artifacts, ORDER, io)).changes.map((one) => `${one.action} ${one.id}`);
    const ask = async (method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
      const answer = await fetch(server.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };

    test('takes folder, data source and dashboard in this order, and has nothing to do the second time', async () => {
      expect(await actions(...ALL)).toEqual([
        'create datasource/prometheus',
        'create folder/signalbox-production_shop',
        'create dashboard/shop-overview',
      ]);
      expect(await deploy(...ALL)).toMatchObject({ status: 'done', mismatches: [] });
      expect(new Set((await actions(...ALL)).map((one) => one.split(' ')[0]))).toEqual(new Set(['keep']));
      expect(await verifyTarget(live(), ALL, io)).toEqual([]);
      const { body } = await ask('GET', '/api/datasources/uid/prometheus');
      expect(body).toMatchObject({ secureJsonFields: { httpHeaderValue1: true }, isDefault: true });
    });

    test('updates a changed dashboard, moves one to another folder, renames a folder', async () => {
      await deploy(...ALL);
      const other = grafana('folder', 'folders/other', { uid: 'other', title: 'Other' });
      const renamed = grafana('folder', 'folders/shop', { uid: 'shop', title: 'The shop' });
      expect(await deploy(board('shop-overview', 'Changed'), source, renamed)).toMatchObject({ status: 'done' });
      const moved = [board('shop-overview', 'Changed', 'other'), source, renamed, other];
      expect(await actions(...moved)).toContain('move dashboard/shop-overview');
      expect(await deploy(...moved)).toMatchObject({ status: 'done' });
      const { body } = await ask('GET', '/api/dashboards/uid/shop-overview');
      expect(body).toMatchObject({ meta: { folderUid: 'signalbox-production_other' }, dashboard: { title: 'Changed' } });
      expect(await deploy(...ALL)).toMatchObject({ status: 'done' });
    });

    test('a dashboard edited in the browser is found, and put right', async () => {
      await deploy(...ALL);
      const { body } = await ask('GET', '/api/dashboards/uid/shop-overview');
      const edited = { ...(body['dashboard'] as object), title: 'Edited' };
      await ask('POST', '/api/dashboards/db', { dashboard: edited, folderUid: 'signalbox-production_shop', overwrite: true });
      expect(await verifyTarget(live(), ALL, io)).toEqual([{ server: 'grafana', message: 'dashboard/shop-overview is another' }]);
      expect(await deploy(...ALL)).toMatchObject({ status: 'done' });
    });

    test('a plan does not overwrite what was saved after it', async () => {
      await deploy(...ALL);
      const plan = await planTarget(live(), [board('shop-overview', 'Mine'), source, folder], ORDER, io);
      const { body } = await ask('GET', '/api/dashboards/uid/shop-overview');
      const theirs = { ...(body['dashboard'] as object), title: 'Theirs' };
      await ask('POST', '/api/dashboards/db', { dashboard: theirs, folderUid: 'signalbox-production_shop', overwrite: true });
      expect(await applyPlan(plan, live(), io)).toMatchObject({ status: 'stopped', failure: { kind: 'moved' } });
      expect((await ask('GET', '/api/dashboards/uid/shop-overview')).body).toMatchObject({ dashboard: { title: 'Theirs' } });
      await deploy(...ALL);
    });

    test('what is not ours is refused where we want to stand, and survives deployment and destruction', async () => {
      await deploy(...ALL);
      const foreign = { uid: 'foreign-board', title: 'Foreign', tags: ['shop'], schemaVersion: 42, panels: [] };
      await ask('POST', '/api/dashboards/db', { dashboard: foreign, folderUid: 'signalbox-production_shop' });
      const loki = { uid: 'loki', name: 'Their Loki', type: 'loki', access: 'proxy', url: 'http://127.0.0.1:9' };
      await ask('POST', '/api/datasources', loki);
      expect(await actions(...ALL, board('foreign-board', 'Ours'))).toContain('refuse dashboard/foreign-board');
      const ourLoki = grafana('datasource', 'datasources/loki', { ...loki, name: 'Loki', jsonData: {} });
      expect(await deploy(...ALL, ourLoki)).toMatchObject({ status: 'stopped', failure: { kind: 'refused' } });

      expect(await destroy()).toMatchObject({ status: 'done' });
      expect((await ask('GET', '/api/dashboards/uid/foreign-board')).status).toBe(200);
      expect((await ask('GET', '/api/datasources/uid/loki')).status).toBe(200);
      expect((await ask('GET', '/api/folders/signalbox-production_shop')).status).toBe(200); // it holds the foreign dashboard
      expect((await ask('GET', '/api/dashboards/uid/shop-overview')).status).toBe(404);

      await ask('DELETE', '/api/dashboards/uid/foreign-board');
      expect(await destroy()).toMatchObject({ status: 'done' });
      expect((await ask('GET', '/api/folders/signalbox-production_shop')).status).toBe(404);
    });

    test('another environment on the same Grafana does not touch ours', async () => {
      await deploy(...ALL);
      const staging = live(environmentNamed('staging'));
      const same = ALL.map((one) => ({ ...one, environment: 'staging' }));
      const plan = await planTarget(staging, same, ORDER, io);
      expect(plan.changes.map((one) => one.action).sort()).toEqual(['create', 'refuse', 'refuse']);
      expect((await planDestruction(staging, same, ORDER, io)).changes).toEqual([]);
    });

    test('our data source does not take the place of a default that was there', async () => {
      await destroy();
      const theirs = { uid: 'their-default', name: 'Theirs', type: 'prometheus', access: 'proxy', url: '', isDefault: true };
      await ask('POST', '/api/datasources', theirs);
      expect(await deploy(...ALL)).toMatchObject({ status: 'done' });
      expect((await ask('GET', '/api/datasources/uid/their-default')).body).toMatchObject({ isDefault: true });
      expect(new Set((await actions(...ALL)).map((one) => one.split(' ')[0]))).toEqual(new Set(['keep']));
    });
  });
}
