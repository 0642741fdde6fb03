import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeGrafana, fakeGrafana, type Json } from '../support/fake-grafana.ts';
import { runCli } from '../support/run-cli.ts';

const DEFINITIONS = `
import { alert, alertmanager, boards, dashboard, environment, folder, grafana, panel, prometheus, promql,
  routing, secret, service, serviceAccount, slack, system, team, threshold } from 'signalbox';
import { gauge } from 'signalbox/metrics';
export const web = team({ name: 'web', email: 'web@example.org',
  ticket: slack({ channel: '#web', apiUrl: secret.file('slack') }) });
export const routes = routing({ fallback: web.ticket, wait: '30s' });
const age = gauge({ name: 'queue_age_seconds', help: 'Age.', unit: 'seconds' });
const full = gauge({ name: 'disk_ratio', help: 'Full.', unit: 'ratio' });
export const phoenix = system({ name: 'phoenix', title: 'Phoenix', owner: web });
export const shop = service({ name: 'shop', system: phoenix, metrics: [age, full], scrape: { port: 9000 } });
export const old = threshold({ service: shop, name: 'QueueOld', severity: 'warning', of: age, above: '30s', for: '5m',
  summary: 'Old.', labels: { tier: 'one' } });
export const disk = threshold({ service: shop, name: 'DiskFull', severity: 'warning', of: full, above: 0.8,
  summary: 'Full.' });
export const down = alert({ service: shop, name: 'Down', severity: 'warning', when: promql\`up{job="shop"} == 0\`,
  summary: 'It does not answer.', description: 'It is down.' });
export const older = alert({ service: shop, name: 'Older', severity: 'warning', when: promql\`\${age} > 1\`, summary: 'Older.' });
const shared = folder({ title: 'Shared', permissions: [{ role: 'Viewer', may: 'view' }] });
export const derived = boards({ template: 'minimal' });
export const board = dashboard({ name: 'overview', title: 'Overview', folder: shared, range: '6h',
  panels: [
    panel.timeseries({ title: 'Age', show: age, unit: 's' }),
    panel.stat({ title: 'Disk', show: full }),
  ] });
export const production = environment({ name: 'production', prometheus: prometheus({ version: '3.15', scrapeInterval: '15s' }),
  alertmanager: alertmanager({ version: '0.34' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', teams: [web],
    serviceAccounts: [serviceAccount({ name: 'ci', role: 'Viewer' })] }) });
`;
const targets = (url: string) => `
import { api, files, secret, target } from 'signalbox';
import { production } from '../definitions/index.ts';
export const live = target({ name: 'live', environment: production,
  prometheus: files({ to: 'live/prometheus' }), alertmanager: files({ to: 'live/alertmanager' }),
  grafana: api({ url: '${url}', token: secret.env('GRAFANA_TOKEN') }) });
`;

let folder: string;
let fake: FakeGrafana;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-drift-'));
  fake = await fakeGrafana('glsa_fake');
  for (const [path, text] of [
    ['definitions/index.ts', DEFINITIONS],
    ['deploy/targets.ts', targets(fake.url)],
  ] as const) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  expect(await signalbox('deploy --target live')).toMatchObject({ code: 0, err: expect.stringContaining('made and verified') });
});
afterAll(async () => {
  await fake?.stop();
  await rm(folder, { recursive: true, force: true });
});

const signalbox = (command: string) => runCli(command.split(' '), folder, { env: { USER: 'kim', GRAFANA_TOKEN: 'glsa_fake' } });
async function edit(path: string, ...changes: readonly (readonly [string, string])[]): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8');
  for (const [was] of changes) expect(text).toContain(was);
  await writeFile(
    join(folder, path),
    changes.reduce((left, [was, now]) => left.replace(was, now), text),
  );
}

test('nothing is suggested where nothing changed', async () => {
  const { code, out } = await signalbox('drift --target live --suggest');
  expect(code).toBe(0);
  expect(out).toMatch(/ 0 to delete, \d+ unchanged\n$/);
});

test('what was changed on the servers is said as options of the definitions, at their place', async () => {
  await edit(
    'live/prometheus/rules/shop.yaml',
    ['> 30', '> 45'],
    ['> 0.8', '> 0.9'],
    ['for: "5m"', 'for: "10m"'],
    ['up{job="shop"} == 0', 'up{job="shop"} == 1'],
    ['tier: one', 'tier: two'],
  );
  await edit('live/prometheus/prometheus.yml', ['scrape_interval: "15s"', 'scrape_interval: "30s"']);
  await edit('live/alertmanager/alertmanager.yml', ['group_wait: "30s"', 'group_wait: "1m"'], ['"#web"', '"#web-alerts"']);
  const held = fake.store.dashboards.get('estate_overview')!;
  const [first, ...others] = held.dashboard['panels'] as Json[];
  const unit = { ...(first!['fieldConfig'] as { defaults: Json }) };
  const panels = [
    { ...first, title: 'Waiting', fieldConfig: { ...unit, defaults: { ...unit.defaults, unit: 'ms' } } },
    ...others,
  ];
  const added = {
    id: 7,
    type: 'text',
    title: 'Notes',
    gridPos: { x: 0, y: 30, w: 24, h: 3 },
    options: { content: 'https://u:canary@x' },
  };
  const changed = { ...held.dashboard, version: 9, title: 'All', refresh: '', time: { from: 'now-12h', to: 'now' } };
  fake.store.dashboards.set('estate_overview', { ...held, dashboard: { ...changed, panels: [...panels, added] } });
  const source = fake.store.datasources.get('prometheus')!;
  fake.store.datasources.set('prometheus', { ...source, url: 'http://other:9090', version: 2 });
  fake.store.permissions.set('signalbox-production_shared', [{ role: 'Viewer', permission: 2 }]);
  fake.store.teams.set('web', { ...fake.store.teams.get('web')!, email: 'all@example.org' });
  const account = fake.store.accounts.get('signalbox-production_ci')!;
  fake.store.accounts.set(account.name, { ...account, role: 'Admin' });

  const { code, out } = await signalbox('drift --target live --suggest');
  expect(code).toBe(0);
  const told = out.slice(out.indexOf('To say in the definitions'));
  await expect(told).toMatchFileSnapshot('../golden/drift-suggest.txt');
  expect(out).not.toContain('canary');
});

test('programs are given the same with places, and values whole', async () => {
  const { out } = await signalbox('drift --target live --suggest --json');
  const { suggestions, unsaid, changes } = JSON.parse(out) as Record<string, readonly Record<string, unknown>[]>;
  expect(changes?.length).toBeGreaterThan(5);
  expect(suggestions).toContainEqual({
    thing: 'prometheus rules/shop.yaml',
    address: 'shop/alert/QueueOld',
    option: 'above',
    written: "'30s'",
    value: "'45s'",
    at: { file: 'definitions/index.ts', line: 12, column: 20 },
  });
  expect(unsaid).toContainEqual(
    expect.objectContaining({ path: ['panels', 'Notes'], server: expect.stringContaining('"gridPos"') }),
  );
  expect(out).not.toContain('canary');
});

test('with the edits made, the servers hold what the definitions say, but for what no option says', async () => {
  const { out } = await signalbox('drift --target live --suggest --json');
  const { suggestions } = JSON.parse(out) as { suggestions: readonly Told[] };
  const path = join(folder, 'definitions/index.ts');
  const edited = suggestions.reduce(withEdit, DEFINITIONS);
  const query = suggestions.find(({ option }) => option === 'when')?.value ?? '';
  await writeFile(path, edited.replace('promql`up{job="shop"} == 0`', query));
  const { suggestions: left } = JSON.parse((await signalbox('drift --target live --suggest --json')).out) as {
    suggestions: { option: string }[];
  };
  // texts and scales that followed from what was edited, and what two servers now say differently
  expect(left.map(({ option }) => option).sort()).toEqual([
    'description',
    'description',
    'min',
    'permissions',
    'refresh',
    'scrapeInterval',
    'url',
  ]);
});

interface Told {
  readonly option: string;
  readonly written?: string;
  readonly value: string;
  readonly at: { readonly line: number };
}

/** Where a plain value is written, it is replaced at the place that is named. */
function withEdit(text: string, { option, written, value, at }: Told): string {
  if (written === undefined || written === '…') return text;
  const lines = text.split('\n');
  const [before, after] = [lines.slice(0, at.line - 1), lines.slice(at.line - 1).join('\n')];
  const key = option.split('.').at(-1);
  return [...before, after.replace(`${key}: ${written}`, `${key}: ${value}`)].join('\n');
}
