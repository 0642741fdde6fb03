import { api, dashboard, environment, files, folder, grafana, panel, secret, target } from 'signalbox';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { printPlan } from '../../../src/plan/print-plan.ts';
import { grafanaWith } from './grafana-estate.ts';

let here: Awaited<ReturnType<typeof grafanaWith>>;
beforeEach(async () => {
  here = await grafanaWith();
});
afterEach(() => here.fake.stop());

const UID = 'signalbox-production_shop';
type Permissions = NonNullable<Parameters<typeof folder>[0]['permissions']>;
const VIEW: Permissions = [
  { role: 'Viewer', may: 'view' },
  { team: 'payments', may: 'admin' },
];

function estate(permissions: Permissions | undefined, disk?: true) {
  const production = environment({
    name: 'production',
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  });
  const token = secret.env('GRAFANA_TOKEN');
  const way = disk ? files({ to: 'live/grafana' }) : api({ url: here.fake.url as 'http://x', token });
  const shop = folder({ title: 'Shop', ...(permissions ? { permissions } : {}) });
  const panels = [panel.text({ title: 'Hello', markdown: 'Hello.' })];
  return {
    live: target({ name: 'live', environment: production, grafana: way }),
    board: dashboard({ name: 'b', title: 'B', folder: shop, panels }),
  };
}

const granted = () => here.fake.store.permissions.get(UID);

describe('who may do what in a folder', () => {
  beforeEach(() => here.ask('POST', '/api/teams', { name: 'payments' }));

  test('is set after the folder is there, and the second plan is empty', async () => {
    expect(await here.actions(estate(VIEW))).toEqual([
      `create folder/${UID}`,
      `create permissions/${UID}`,
      'create dashboard/estate_b',
    ]);
    expect(await here.deploy(estate(VIEW))).toMatchObject({ status: 'done', mismatches: [] });
    expect(granted()).toEqual([
      { permission: 1, role: 'Viewer' },
      { permission: 4, teamId: 1 },
    ]);
    expect(await here.actions(estate(VIEW))).toEqual([]);
    expect(await here.verify(estate(VIEW))).toEqual([]);
  });

  test('changes are told by name', async () => {
    await here.deploy(estate(VIEW));
    const other = estate([{ role: 'Viewer', may: 'edit' }]);
    const plan = await here.plan(other);
    const [change] = plan.changes.filter(({ action }) => action !== 'keep');
    expect(change).toMatchObject({
      action: 'update',
      id: `permissions/${UID}`,
      diff: {
        differences: [
          { path: ['permissions', 'role Viewer', 'may'], action: 'change', was: 'view', now: 'edit' },
          { path: ['permissions', 'team payments'], action: 'remove' },
        ],
      },
    });
    expect(printPlan(plan, { color: false })).toContain('role Viewer');
    expect(await here.deploy(other)).toMatchObject({ status: 'done' });
    expect(granted()).toEqual([{ permission: 2, role: 'Viewer' }]);
  });

  test('a change by hand is found and put right; what single users were granted stays', async () => {
    await here.deploy(estate(VIEW));
    const items = [
      { role: 'Editor', permission: 4 },
      { userId: 7, permission: 4 },
    ];
    await here.ask('POST', `/api/folders/${UID}/permissions`, { items });
    expect(await here.verify(estate(VIEW))).toMatchObject([{ message: `permissions/${UID} is another` }]);
    expect(await here.deploy(estate(VIEW))).toMatchObject({ status: 'done' });
    expect(granted()).toEqual([
      { permission: 4, userId: 7 },
      { permission: 1, role: 'Viewer' },
      { permission: 4, teamId: 1 },
    ]);
  });

  test('an empty list leaves it to administrators; no list leaves what is there', async () => {
    await here.deploy(estate(VIEW));
    expect(await here.actions(estate(undefined))).toEqual([]);
    expect(granted()).toHaveLength(2);
    expect(await here.deploy(estate([]))).toMatchObject({ status: 'done' });
    expect(granted()).toEqual([]);
  });

  test('goes with its folder', async () => {
    await here.deploy(estate(VIEW));
    expect(await here.destroy(estate(VIEW))).toMatchObject({ status: 'done' });
    expect(here.fake.store.folders.size).toBe(0);
  });

  test('is put back when a deployment fails', async () => {
    await here.deploy(estate(VIEW));
    here.fake.fault = (method, path) =>
      method === 'GET' && path.startsWith('/api/teams') ? { status: 500, body: {} } : undefined;
    const before = granted();
    expect(await here.deploy(estate([{ team: 'payments', may: 'view' }]))).toMatchObject({ status: 'refused' });
    expect(granted()).toEqual(before);
  });

  test('a team Grafana does not have stops the deployment, and nothing is left of it', async () => {
    const outcome = await here.deploy(estate([{ team: 'nobody', may: 'view' }]));
    expect(outcome).toMatchObject({ status: 'refused', failure: { message: 'Grafana has no team nobody', kind: 'refused' } });
    expect(here.fake.store.folders.size).toBe(0);
  });

  test('is named where Grafana is deployed by files', async () => {
    expect((await here.plan(estate(VIEW, true))).left).toEqual([
      {
        path: 'grafana/folders/shop.json',
        reason: 'files say nothing of who may do what in a folder: reach Grafana by its API, or set it by hand',
      },
    ]);
    expect((await here.plan(estate(undefined, true))).left).toEqual([]);
  });
});
