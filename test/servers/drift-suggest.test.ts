import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { type Container, sharedFolder, startContainer } from './container.ts';
import { LOKI, lokiWithRuler } from './loki-server.ts';
import { type Mimir, startMimir } from './mimir-server.ts';
import { requireServer } from './support.ts';

const HEAD = `
import { alert, alertmanager, api, environment, logql, logs, loki, mimir, oneOf, prometheus, promql, recording, routing, secret, service, target, team,
  threshold, webhook } from 'signalbox';
import { gauge } from 'signalbox/metrics';
const url = secret.file('hook');
export const web = team({ name: 'web', page: webhook({ url }), ticket: webhook({ url }) });
const age = gauge({ name: 'queue_age_seconds', help: 'Age.', unit: 'seconds' });
export const shop = service({ name: 'shop', owner: web, metrics: [age], scrape: { port: 9000 } });
`;

interface Told {
  readonly address: string;
  readonly option: string;
  readonly written?: string;
  readonly value?: string;
}

async function project(definitions: string) {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-drift-'));
  await mkdir(join(folder, 'definitions'));
  await mkdir(join(folder, 'secrets'));
  await writeFile(join(folder, 'secrets/hook'), 'https://hooks.example.org/canary');
  await writeFile(join(folder, 'definitions/index.ts'), HEAD + definitions);
  const signalbox = (command: string) => runCli(command.split(' '), folder, { env: { USER: 'kim' } });
  return {
    signalbox,
    forget: () => rm(folder, { recursive: true, force: true }),
    suggested: async () => {
      const { out } = await signalbox('drift --target live --suggest --json');
      const { suggestions } = JSON.parse(out) as { suggestions: readonly Told[] };
      return suggestions.map(({ address, option, written, value }) => `${address} ${option}: ${written} → ${value}`).sort();
    },
  };
}

const noLoki = await requireServer(LOKI.server);
describe.skipIf(noLoki !== undefined)(`drift of a Loki${noLoki === undefined ? '' : ` (skipped: ${noLoki})`}`, () => {
  let server: Container;
  beforeAll(async () => {
    const folder = await sharedFolder();
    await mkdir(join(folder, 'config'), { mode: 0o755 });
    await writeFile(join(folder, 'config/loki.yaml'), lokiWithRuler({ tenants: false }));
    server = await startContainer(LOKI, folder, '/etc/loki', ['-config.file=/etc/loki/config/loki.yaml']);
  }, 120_000);
  afterAll(() => server?.stop());

  test('is said as options of the alert', async () => {
    const here = await project(`
export const routes = routing({ fallback: web.ticket });
export const app = logs({ service: shop, name: 'app', labels: { level: oneOf('info', 'error') }, fields: {}, retention: '30d' });
export const panicked = threshold({ service: shop, name: 'Panicked', severity: 'critical', for: '5m', aggregate: 'sum', above: 0,
  of: logql\`count_over_time(\${app} |= "panic" [5m])\`, summary: 'It panicked.' });
export const production = environment({ name: 'production', loki: loki({ version: '3.7' }), alertmanager: alertmanager({ version: '0.34' }) });
export const live = target({ name: 'live', environment: production, loki: api({ url: '${server.url}' }) });
`);
    expect(await here.signalbox('deploy --target live')).toMatchObject({
      code: 0,
      err: expect.stringContaining('made and verified'),
    });
    const path = `${server.url}/loki/api/v1/rules`;
    await edited(path, 'signalbox-production:shop', {}, (text) =>
      text.replace('> 0', '> 3').replace(/"for":"5m\w*"/, '"for":"15m"'),
    );
    await expect
      .poll(here.suggested, { timeout: 30_000 })
      .toEqual(['shop/alert/Panicked above: 0 → 3', "shop/alert/Panicked for: '5m' → '15m'"]);
    await here.forget();
  }, 60_000);
});

const noMimir = await requireServer('mimir');
describe.skipIf(noMimir !== undefined)(`drift of a Mimir${noMimir === undefined ? '' : ` (skipped: ${noMimir})`}`, () => {
  let server: Mimir;
  beforeAll(async () => {
    server = await startMimir();
  }, 150_000);
  afterAll(() => server?.stop());

  test('is said as options of the alert and of the routes', async () => {
    const here = await project(`
export const routes = routing({ fallback: web.ticket, wait: '30s' });
export const stuck = alert({ service: shop, name: 'Stuck', severity: 'warning', for: '5m', labels: { tier: 'one' },
  when: promql\`up{job="shop"} == 0\`, summary: 'Stuck.', description: 'It waits.' });
export const seen = recording({ service: shop, name: 'shop:seen:count', expr: promql\`max(up{job="shop"})\`, interval: '1m' });
export const production = environment({ name: 'production', prometheus: prometheus({ version: '3.15' }), alertmanager: alertmanager({ version: '0.34' }) });
const to = { url: '${server.url}', tenant: 'shop' } as const;
export const live = target({ name: 'live', environment: production, prometheus: mimir(to), alertmanager: mimir(to) });
`);
    expect(await here.signalbox('deploy --target live')).toMatchObject({
      code: 0,
      err: expect.stringContaining('made and verified'),
    });
    const tenant = { 'X-Scope-OrgID': 'shop' };
    await edited(`${server.url}/prometheus/config/v1/rules`, 'signalbox-production:shop', tenant, (text) =>
      text.replace('== 0', '== 1').replace('"tier":"one"', '"tier":"two"').replace('"interval":"1m"', '"interval":"2m"'),
    );
    const headers = { 'content-type': 'application/yaml', ...tenant };
    const document = await (await fetch(`${server.url}/api/v1/alerts`, { headers })).text();
    const sent = await fetch(`${server.url}/api/v1/alerts`, {
      method: 'POST',
      headers,
      body: document.replace('group_wait: "30s"', 'group_wait: "1m"').replace('group_wait: 30s', 'group_wait: 1m'),
    });
    expect(sent.status).toBe(201);
    await expect
      .poll(here.suggested, { timeout: 30_000 })
      .toEqual([
        "estate/routing/routing wait: '30s' → '1m'",
        "shop/alert/Stuck labels.tier: 'one' → 'two'",
        'shop/alert/Stuck when: … → promql`up{job="shop"} == 1`',
        "shop/recording/shop:seen:count interval: '1m' → '2m'",
      ]);
    const { out } = await here.signalbox('drift --target live --suggest');
    expect(out).not.toContain('canary');
    await here.forget();
  }, 60_000);
});

/** Every group of a namespace, changed as JSON, which is YAML too. */
async function edited(path: string, namespace: string, tenant: object, change: (text: string) => string): Promise<void> {
  const headers = { 'content-type': 'application/yaml', ...tenant };
  const at = `${path}/${encodeURIComponent(namespace)}`;
  const held = load(await (await fetch(at, { headers })).text()) as Record<string, readonly object[]>; // groups by namespace
  for (const group of held[namespace] ?? []) {
    const { status } = await fetch(at, { method: 'POST', headers, body: change(JSON.stringify(group)) });
    expect(status).toBe(202);
  }
}
