import { api, dashboard, environment, files, folder, grafana, panel, secret, serviceAccount, target, team } from 'signalbox';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { printPlan } from '../../../src/plan/print-plan.ts';
import { compileModule } from '../../../src/program.ts';
import { grafanaWith } from './grafana-estate.ts';

let here: Awaited<ReturnType<typeof grafanaWith>>;
beforeEach(async () => {
  here = await grafanaWith();
});
afterEach(() => here.fake.stop());

type Options = Parameters<typeof grafana>[0];
const payments = team({ name: 'payments', email: 'payments@example.org' });
const web = team({ name: 'web' });
const ci = serviceAccount({ name: 'ci', role: 'Editor' });
const CI = 'signalbox-production_ci';

function estate(access: Pick<Options, 'teams' | 'serviceAccounts'>, more: object = {}, disk?: true) {
  const production = environment({
    name: 'production',
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', ...access }),
  });
  const token = secret.env('GRAFANA_TOKEN');
  const way = disk ? files({ to: 'live/grafana' }) : api({ url: here.fake.url as 'http://x', token });
  return { live: target({ name: 'live', environment: production, grafana: way }), ...more };
}

const shop = folder({ title: 'Shop', permissions: [{ team: payments, may: 'admin' }] });
const board = () =>
  dashboard({ name: 'b', title: 'B', folder: shop, panels: [panel.text({ title: 'Hello', markdown: 'Hello.' })] });
const account = (name = CI) => here.fake.store.accounts.get(name);
const fails = (request: string) => {
  here.fake.fault = (method, path) =>
    `${method} ${path}`.startsWith(request) ? { status: 400, body: { message: 'no' } } : undefined;
};

describe('teams', () => {
  test('are made before the folder that names them, and the second plan is empty', async () => {
    const all = estate({ teams: [web, payments] }, { board: board() });
    expect(await here.actions(all)).toEqual([
      'create team/payments',
      'create team/web',
      'create team_email/payments',
      'create folder/signalbox-production_shop',
      'create permissions/signalbox-production_shop',
      'create dashboard/estate_b',
    ]);
    expect(await here.deploy(all)).toMatchObject({ status: 'done', mismatches: [] });
    expect(here.fake.store.teams.get('payments')).toMatchObject({ email: 'payments@example.org' });
    expect(await here.actions(all)).toEqual([]);
    expect(await here.verify(all)).toEqual([]);
  });

  test('that are there keep their people and the address nobody says; one that is said is put right', async () => {
    await here.ask('POST', '/api/teams', { name: 'web', email: 'web@example.org' });
    await here.ask('POST', '/api/teams', { name: 'payments', email: 'old@example.org' });
    const all = estate({ teams: [web, payments] });
    expect(printPlan(await here.plan(all), { color: false })).toContain('email old@example.org → payments@example.org');
    expect(await here.deploy(all)).toMatchObject({ status: 'done' });
    expect(here.fake.store.teams.get('web')).toMatchObject({ email: 'web@example.org' });
    expect(here.fake.store.teams.get('payments')).toMatchObject({ email: 'payments@example.org', id: 2 });
  });

  test('are never deleted: neither when no longer listed, nor when everything of ours is', async () => {
    await here.deploy(estate({ teams: [web, payments] }));
    expect(await here.actions(estate({ teams: [] }))).toEqual([]);
    expect(await here.destroy(estate({ teams: [web] }))).toMatchObject({ status: 'done' });
    expect([...here.fake.store.teams.keys()].sort()).toEqual(['payments', 'web']);
  });

  test('made by a deployment that fails are gone after it, unless somebody was put into them', async () => {
    fails('POST /api/folders');
    const all = estate({ teams: [web, payments] }, { board: board() });
    expect(await here.deploy(all)).toMatchObject({ status: 'refused' });
    expect(here.fake.store.teams.size).toBe(0);
    here.fake.fault = (method, path) => {
      const made = here.fake.store.teams.get('web');
      if (made) here.fake.store.teams.set('web', { ...made, memberCount: 3 });
      return method === 'POST' && path === '/api/folders' ? { status: 400, body: { message: 'no' } } : undefined;
    };
    await here.deploy(all);
    expect([...here.fake.store.teams.keys()]).toEqual(['web']);
  });

  test('a login provider fills are refused an address', async () => {
    await here.ask('POST', '/api/teams', { name: 'payments', email: 'idp@example.org' });
    const made = here.fake.store.teams.get('payments')!;
    here.fake.store.teams.set('payments', { ...made, isProvisioned: true });
    expect(await here.actions(estate({ teams: [payments] }))).toEqual(['refuse team_email/payments']);
  });
});

describe('service accounts', () => {
  test('are made, changed and found changed by hand', async () => {
    expect(await here.deploy(estate({ serviceAccounts: [ci] }))).toMatchObject({ status: 'done', mismatches: [] });
    expect(account()).toMatchObject({ role: 'Editor', isDisabled: false });
    expect(await here.actions(estate({ serviceAccounts: [ci] }))).toEqual([]);
    const off = estate({ serviceAccounts: [serviceAccount({ name: 'ci', role: 'Viewer', disabled: true })] });
    expect(printPlan(await here.plan(off), { color: false })).toMatch(/disabled false → true[\s\S]*role Editor → Viewer/);
    expect(await here.deploy(off)).toMatchObject({ status: 'done' });
    expect(account()).toMatchObject({ role: 'Viewer', isDisabled: true });
    await here.ask('PATCH', `/api/serviceaccounts/${account()?.id}`, { role: 'Admin' });
    expect(await here.verify(off)).toMatchObject([{ message: `service-account/${CI} is another` }]);
  });

  test('that are no longer listed are deleted, with the tokens named as the cost; nobody else’s is', async () => {
    await here.ask('POST', '/api/serviceaccounts', { name: 'ci', role: 'Admin' });
    await here.ask('POST', '/api/serviceaccounts', { name: 'not signalbox-production_ci', role: 'Admin' });
    await here.ask('POST', '/api/serviceaccounts', { name: 'signalbox-staging_ci', role: 'Admin' });
    await here.deploy(estate({ serviceAccounts: [ci] }));
    expect(printPlan(await here.plan(estate({})), { color: false })).toContain(
      `- grafana service-account/${CI}  (what the server keeps with it is lost; its tokens let nobody in any more)`,
    );
    expect(await here.deploy(estate({}))).toMatchObject({ status: 'done' });
    expect([...here.fake.store.accounts.keys()]).toEqual(['ci', 'not signalbox-production_ci', 'signalbox-staging_ci']);
  });

  test('one that is made disabled is, and one changed since the plan is left alone', async () => {
    const off = estate({ serviceAccounts: [serviceAccount({ name: 'ci', role: 'None', disabled: true })] });
    await here.deploy(off);
    expect(account()).toMatchObject({ role: 'None', isDisabled: true });
    here.fake.fault = (method, path) => {
      if (method === 'PATCH' && !path.endsWith('99')) return undefined;
      const now = account();
      const seen = here.fake.log.filter((one) => one.startsWith('GET /api/serviceaccounts')).length;
      if (now && seen === before + 3) here.fake.store.accounts.set(CI, { ...now, role: 'Admin' });
      return undefined;
    };
    const before = here.fake.log.filter((one) => one.startsWith('GET /api/serviceaccounts')).length;
    expect(await here.deploy(estate({ serviceAccounts: [ci] }))).toMatchObject({ failure: { kind: 'moved' } });
    expect(account()).toMatchObject({ role: 'Admin' });
  });

  test('a token that may not see accounts plans without them, and is told where some are wanted', async () => {
    here.fake.fault = (_, path) =>
      path.startsWith('/api/serviceaccounts/search')
        ? { status: 403, body: { message: 'Permissions needed: serviceaccounts:read' } }
        : undefined;
    expect(await here.actions(estate({}))).toEqual([]);
    await expect(here.plan(estate({ serviceAccounts: [ci] }))).rejects.toThrow(/serviceaccounts/);
  });

  test('are put back when a deployment fails; lost tokens are told', async () => {
    await here.deploy(estate({ serviceAccounts: [ci] }));
    here.fake.store.accounts.set(CI, { ...account()!, tokens: 2 });
    const other = serviceAccount({ name: 'aa', role: 'Viewer' });
    here.fake.fault = (method) => (method === 'DELETE' ? { status: 500, body: { message: 'no' } } : undefined);
    expect(await here.deploy(estate({ serviceAccounts: [other] }))).not.toMatchObject({ status: 'done' });
    here.fake.fault = () => undefined;
    expect(account()).toMatchObject({ tokens: 2 });
  });
});

test('teams and accounts are named where Grafana is deployed by files', async () => {
  const { left } = await here.plan(estate({ teams: [web], serviceAccounts: [ci] }, {}, true));
  expect(left).toEqual([
    {
      path: 'grafana/service-accounts/ci.json',
      reason: 'files say nothing of service accounts: reach Grafana by its API, or set it by hand',
    },
    { path: 'grafana/teams/web.json', reason: 'files say nothing of teams: reach Grafana by its API, or set it by hand' },
  ]);
});

describe('what cannot be', () => {
  const told = (access: object) =>
    compileModule(estate(access as never), '2026-11-21').diagnostics.map(({ code, message, fix }) => [code, message, fix]);

  test.each([
    [{ teams: ['payments'] }, '`grafana.teams.0` is "payments".', 'write team({ … })'],
    [
      { teams: [team({ name: 'web', email: 'web' as never })] },
      '`grafana.teams.0.email` is "web".',
      "write an address: 'payments@example.org'",
    ],
    [
      { serviceAccounts: [{ name: 'ci', role: 'Viewer' }] },
      '`grafana.serviceAccounts.0` is an object.',
      'write serviceAccount({ … })',
    ],
    [
      { serviceAccounts: [serviceAccount({ name: 'ci', role: 'admin' as never })] },
      '`grafana.serviceAccounts.0.role` is "admin".',
      "write 'None', 'Viewer', 'Editor' or 'Admin'",
    ],
    [
      { serviceAccounts: [serviceAccount({ name: 'Release Notes', role: 'Viewer' })] },
      '`grafana.serviceAccounts.0.name` is "Release Notes".',
      "write lower-case letters, digits and `-`, at most 60: 'release-notes'",
    ],
  ])('%j is a diagnostic', (access, message, fix) => {
    expect(told(access)).toContainEqual(['definition/wrong-value', message, fix]);
  });

  test('an account without a role, one that is there twice, and an option nobody reads', () => {
    expect(told({ serviceAccounts: [serviceAccount({ name: 'ci' } as never)] })).toContainEqual(
      expect.arrayContaining(['definition/undefined-reference']),
    );
    expect(told({ serviceAccounts: [ci, serviceAccount({ name: 'ci', role: 'Admin' })] })).toContainEqual([
      'grafana/service-account-twice',
      'Two service accounts are called ci.',
      'give one of them another name, or list it once',
    ]);
    expect(told({ serviceAccounts: [serviceAccount({ name: 'ci', role: 'None', token: 'x' } as never)] })).toContainEqual(
      expect.arrayContaining(['definition/unknown-option', '`token` is no option of `serviceAccount`.']),
    );
  });
});
