import { alert, api, environment, grafana, prometheus, promql, secret, service, target, team } from 'signalbox';
import { gauge } from 'signalbox/metrics';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grafanaWith } from './grafana-estate.ts';

let here: Awaited<ReturnType<typeof grafanaWith>>;
beforeEach(async () => {
  here = await grafanaWith();
});
afterEach(() => here.fake.stop());

const FOLDER = 'signalbox-production_alerts';
const depth = gauge({ name: 'queue_depth', help: 'Messages waiting.' });

function estate({ below = 1, managedAlerts = true, full = true } = {}) {
  const production = environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15', evaluationInterval: '15s' }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', managedAlerts }),
  });
  const shop = service({ name: 'shop', owner: team({ name: 'web' }), metrics: [depth], scrape: { port: 9000 } });
  const token = secret.env('GRAFANA_TOKEN');
  const about = { service: shop, severity: 'warning', summary: 'The queue is empty.' } as const;
  return {
    shop,
    live: target({ name: 'live', environment: production, grafana: api({ url: here.fake.url as 'http://x', token }) }),
    ...(full
      ? {
          full: alert({
            ...about,
            name: 'QueueFull',
            for: '90m',
            cooldown: '10m',
            when: promql`${depth} < ${below}`,
            description: '{{ $value }} wait.',
          }),
          empty: alert({ ...about, name: 'QueueEmpty', when: promql`${depth} > 7` }),
        }
      : {}),
  };
}

const rules = () => [...here.fake.store.rules.values()];
const groups = (lines: readonly string[]) => lines.filter((line) => line.includes('rule-group/'));
const foreign = (uid: string, folderUID: string, ruleGroup: string) => ({
  ...{
    uid,
    title: 'Theirs',
    folderUID,
    ruleGroup,
    orgID: 1,
    condition: 'A',
    for: '5m',
    noDataState: 'OK',
    execErrState: 'Error',
  },
  data: [{ refId: 'A', datasourceUid: 'prometheus', relativeTimeRange: { from: 60, to: 0 }, model: { refId: 'A', expr: 'up' } }],
});

describe('rules that Grafana evaluates', () => {
  test('are put as whole groups into a folder of their own; the second plan is empty', async () => {
    const planned = await here.actions(estate());
    expect(groups(planned)).toHaveLength(1);
    expect(planned.indexOf(`create folder/${FOLDER}`)).toBeLessThan(planned.findIndex((line) => line.includes('rule-group/')));
    expect(await here.deploy(estate())).toMatchObject({ status: 'done', mismatches: [] });
    expect(await here.actions(estate())).toEqual([]);
    expect(await here.verify(estate())).toEqual([]);
    const [rule] = rules().filter(({ title }) => title === 'QueueFull') as Record<string, unknown>[];
    expect(rule).toMatchObject({
      folderUID: FOLDER,
      provenance: 'api',
      keep_firing_for: '10m',
      annotations: { __dashboardUid__: 'shop_board_metrics', description: '{{ $values.A.Value }} wait.' },
      labels: { evaluated_by: 'grafana', severity: 'warning' },
    });
    expect(JSON.stringify(rule)).toContain('is_number($A)');
    expect(String(rule?.['uid'])).toMatch(/^signalbox-production_/);
    expect(String(rule?.['uid']).length).toBeLessThanOrEqual(40);
  });

  test('keep their uids when they change, and the plan names what does', async () => {
    await here.deploy(estate());
    const before = rules().map(({ uid }) => uid);
    const plan = await here.plan(estate({ below: 3 }));
    const change = plan.changes.find(({ kind, action }) => kind === 'grafana-alerting' && action === 'update');
    const said = change?.action === 'update' ? change.diff.differences.map(({ path }) => path.join(' › ')) : [];
    expect(said.filter((path) => path.includes('data'))).toMatchObject([expect.stringContaining('A › model › expr')]);
    expect(await here.deploy(estate({ below: 3 }))).toMatchObject({ status: 'done' });
    expect(rules().map(({ uid }) => uid)).toEqual(before);
    expect(await here.actions(estate({ below: 3 }))).toEqual([]);
  });

  test('are put right after somebody changed one', async () => {
    await here.deploy(estate());
    const [rule] = rules();
    here.fake.store.rules.set(rule!.uid, { ...rule!, for: '1h' });
    expect(await here.verify(estate())).toHaveLength(1);
    expect(await here.deploy(estate())).toMatchObject({ status: 'done' });
    expect(await here.verify(estate())).toEqual([]);
  });

  test('are deleted when nobody wants them, with a warning, and their folder after them', async () => {
    await here.deploy(estate());
    const plan = await here.plan(estate({ managedAlerts: false }));
    const deleted = plan.changes.filter(({ action }) => action === 'delete');
    expect(deleted.map(({ kind, hazard }) => [kind, hazard])).toEqual([
      ['grafana-alerting', 'alerting'],
      ['grafana-folder', 'data'],
    ]);
    expect(await here.deploy(estate({ managedAlerts: false }))).toMatchObject({ status: 'done' });
    expect(rules()).toEqual([]);
  });

  test('of others stay, and so does the folder they were put into', async () => {
    await here.deploy(estate());
    await here.ask('POST', '/api/v1/provisioning/alert-rules', foreign('theirs', FOLDER, 'their group'));
    expect(await here.actions(estate())).toEqual([]);
    expect(await here.destroy(estate())).toMatchObject({ status: 'done' });
    expect(rules().map(({ uid }) => uid)).toEqual(['theirs']);
    expect([...here.fake.store.folders.keys()]).toEqual([FOLDER]);
  });

  test('a group with a rule of others in it is not replaced', async () => {
    await here.deploy(estate());
    const [{ ruleGroup } = { ruleGroup: '' }] = rules();
    await here.ask('POST', '/api/v1/provisioning/alert-rules', foreign('theirs', FOLDER, ruleGroup));
    expect(groups(await here.actions(estate({ below: 3 })))).toEqual([`refuse rule-group/${FOLDER}/${ruleGroup}`]);
    expect(await here.deploy(estate({ below: 3 }))).toMatchObject({ status: 'stopped' });
    expect(rules().map(({ uid }) => uid)).toContain('theirs');
  });

  test('are as they were when one is refused', async () => {
    await here.deploy(estate());
    const before = rules();
    here.fake.fault = (method, path) =>
      method === 'PUT' && path.includes('rule-groups') ? { status: 400, body: { message: 'invalid alert rule: no' } } : undefined;
    expect(await here.deploy(estate({ below: 3 }))).toMatchObject({ status: 'refused' });
    expect(rules()).toEqual(before);
  });

  test('a token that may not see rules still deploys an estate without them', async () => {
    here.fake.fault = (_, path) =>
      path.includes('/provisioning/') ? { status: 403, body: { message: 'Forbidden' } } : undefined;
    expect(await here.deploy(estate({ managedAlerts: false }))).toMatchObject({ status: 'done' });
  });
});
