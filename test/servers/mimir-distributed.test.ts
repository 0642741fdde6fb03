import { rm } from 'node:fs/promises';
import { Network, type StartedNetwork } from 'testcontainers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environment } from '../../src/define/environment.ts';
import { mimirServer } from '../../src/define/mimir-server.ts';
import { s3 } from '../../src/define/stores.ts';
import { sharedFolder } from './container.ts';
import { asking, compiled, configFolder, startProcess } from './mimir-processes.ts';
import type { RunningServer } from './start-server.ts';
import { serverSuite } from './support.ts';

/** One of each, and three of what holds copies. */
const PROCESSES: readonly (readonly [target: string, alias: string, count: number])[] = [
  ['ingester', 'mimir-ingester', 3],
  ['distributor', 'mimir-distributor', 1],
  ['query-scheduler', 'mimir-query-scheduler-headless', 1],
  ['query-frontend', 'mimir-query-frontend', 1],
  ['querier', 'mimir-querier', 1],
  ['store-gateway', 'mimir-store-gateway', 3],
  ['compactor', 'mimir-compactor', 1],
  ['ruler', 'mimir-ruler', 1],
  ['alertmanager', 'mimir-alertmanager-headless', 3],
];

/** No bucket stands here, so all processes share a folder; and rules are looked at soon. */
const raw = {
  common: { storage: { backend: 'filesystem', s3: null, filesystem: { dir: '/store' } } },
  ingester: { ring: { min_ready_duration: '0s' } },
  alertmanager: { poll_interval: '1s' },
};
const live = environment({
  name: 'live',
  mimir: mimirServer({
    version: '3.0',
    form: 'distributed',
    store: s3({ bucket: 'samples' }),
    tenant: 'shop',
    limits: { shop: { raw: { ruler_evaluation_delay_duration: '0s' } }, office: {} },
    raw,
  }),
});
const GROUP = `name: orders
interval: 1s
rules:
  - record: orders:sum
    expr: sum(orders)
  - alert: ManyOrders
    expr: orders:sum > 5
    labels: {severity: critical}
`;
const ROUTES = 'alertmanager_config: |\n  route: {receiver: nobody}\n  receivers: [{name: nobody}]\n';

await serverSuite('mimir', 'a Mimir of many processes', () => {
  const processes = new Map<string, RunningServer>();
  const folders: string[] = [];
  let network: StartedNetwork | undefined;

  beforeAll(async () => {
    network = await new Network().start();
    const folder = await configFolder(compiled({ live }, 'live').text);
    const store = await sharedFolder();
    folders.push(folder, store);
    const started = PROCESSES.flatMap(([target, alias, count]) =>
      Array.from({ length: count }, async (_, index) => {
        const names = ['mimir-gossip-ring', alias];
        processes.set(
          `${target}-${index}`,
          await startProcess({ folder, store, target, alias: names, ...(network && { network }) }),
        );
      }),
    );
    await Promise.all(started);
  }, 240_000);
  afterAll(async () => {
    await Promise.all([...processes.values()].map((process) => process.stop()));
    await network?.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const asked = (target: string, tenant = 'shop', index = 0) => {
    const process = processes.get(`${target}-${index}`);
    if (!process) throw new Error(`${target} did not start`);
    return asking(process, tenant);
  };
  /** What an Alertmanager refuses before it has a tenant's routes, the ruler sends again after a minute only. */
  const knowsItsRoutes = async (index: number) => {
    const status = async () => (await asked('alertmanager', 'shop', index).request('/alertmanager/api/v2/alerts')).status;
    await expect.poll(status, { timeout: 30_000, interval: 500 }).toBe(200);
  };

  test('every target runs, and a sample, a rule and its alert come through all of them', { timeout: 120_000 }, async () => {
    expect(processes.size).toBe(15);
    await asked('alertmanager').request('/api/v1/alerts', { method: 'POST', body: ROUTES });
    await Promise.all([0, 1, 2].map(knowsItsRoutes));
    expect((await asked('ruler').rule(GROUP)).status).toBe(202);
    await expect.poll(() => asked('distributor').write('orders', 7), { timeout: 30_000, interval: 1_000 }).toBe(200);
    const recorded = async () => (await asked('query-frontend').query('orders:sum')).map(({ value }) => value[1]);
    await expect.poll(recorded, { timeout: 40_000, interval: 500 }).toEqual(['7']);
    const told = async () => (await asked('alertmanager').request('/alertmanager/api/v2/alerts')).text();
    await expect.poll(told, { timeout: 40_000, interval: 500 }).toContain('ManyOrders');
  });

  test('another tenant sees none of it', async () => {
    expect(await asked('query-frontend', 'office').query('orders:sum')).toEqual([]);
    expect(await asked('ruler', 'office').firing()).toEqual([]);
    expect(await (await asked('alertmanager', 'office').request('/alertmanager/api/v2/alerts')).text()).not.toContain(
      'ManyOrders',
    );
  });
});
