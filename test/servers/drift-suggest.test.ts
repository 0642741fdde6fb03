import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { type Container, sharedFolder, startContainer } from './container.ts';
import { LOKI, lokiWithRuler } from './loki-server.ts';
import { type Mimir, startMimir } from './mimir-server.ts';
import { requireServer } from './support.ts';

const HEAD = `
import { alert, alertmanager, environment, logql, loki, logs, mimir, oneOf, api, prometheus, promql, recording, routing, secret, service, target,
  team, text, webhook } from 'signalbox';
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
export const panicked = alert({ service: shop, name: 'Panicked', severity: 'critical', for: '5m',
  when: logql\`sum(count_over_time({job="shop"} |= "panic" [5m])) > 0\`, summary: 'It panicked.' });
export const production = environment({ name: 'production', loki: loki({ version: '3.7' }), alertmanager: alertmanager({ version: '0.34' }) });
export const live = target({ name: 'live', environment: production, loki: api({ url: '${server.url}' }) });
`);
    expect(await here.signalbox('deploy --target live')).toMatchObject({ code: 0 });
    const namespace = `${server.url}/loki/api/v1/rules/signalbox-production%3Ashop`;
    const text = await (await fetch(namespace)).text();
    const group = /- name: ([\s\S]*)/.exec(text)?.[0].replace(/^- /, '  ').replaceAll(/^ {4}(?:- )?/gm, (one) => one) ?? '';
    const changed = dedented(group).replace('> 0', '> 3').replace(/for: 5m\w*/, 'for: 15m');
    const answer = await fetch(namespace, { method: 'POST', headers: { 'content-type': 'application/yaml' }, body: changed });
    expect([answer.status, await answer.text()]).toEqual([202, expect.anything()]);
    await expect.poll(here.suggested, { timeout: 30_000 }).toEqual([
      "shop/alert/Panicked for: '5m' → '15m'",
      expect.stringMatching(/^shop\/alert\/Panicked when: … → logql`.*> 3`$/),
    ]);
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
  when: promql\`vector(1) > 0\`, summary: 'Stuck.', description: 'It waits.' });
export const seen = recording({ service: shop, name: 'shop:seen:count', expr: promql\`vector(2)\`, interval: '1m' });
export const production = environment({ name: 'production', prometheus: prometheus({ version: '3.15' }), alertmanager: alertmanager({ version: '0.34' }) });
const to = { url: '${server.url}', tenant: 'shop' } as const;
export const live = target({ name: 'live', environment: production, prometheus: mimir(to), alertmanager: mimir(to) });
`);
    expect(await here.signalbox('deploy --target live')).toMatchObject({ code: 0 });
    const headers = { 'content-type': 'application/yaml', 'X-Scope-OrgID': 'shop' };
    const namespace = `${server.url}/prometheus/config/v1/rules/signalbox-production%3Ashop`;
    const all = await (await fetch(namespace, { headers })).text();
    for (const group of dedented(all).split(/^(?=name: )/m)) {
      const body = group.replace('vector(1) > 0', 'vector(1) > 0.5').replace('tier: one', 'tier: two').replace('interval: 1m', 'interval: 2m');
      if (group.startsWith('name: ')) expect((await fetch(namespace, { method: 'POST', headers, body })).status).toBe(202);
    }
    const document = await (await fetch(`${server.url}/api/v1/alerts`, { headers })).text();
    const sent = await fetch(`${server.url}/api/v1/alerts`, { method: 'POST', headers, body: document.replace('group_wait: "30s"', 'group_wait: "1m"').replace('group_wait: 30s', 'group_wait: 1m') });
    expect(sent.status).toBe(201);
    await expect.poll(here.suggested, { timeout: 30_000 }).toEqual([
      "estate/routing/routing wait: '30s' → '1m'",
      "shop/alert/Stuck labels.tier: 'one' → 'two'",
      'shop/alert/Stuck when: … → promql`vector(1) > 0.5`',
      "shop/recording/shop:seen:count interval: '1m' → '2m'",
    ]);
    const { out } = await here.signalbox('drift --target live --suggest');
    expect(out).not.toContain('canary');
    await here.forget();
  }, 60_000);
});

/** The groups of a namespace as they are sent one by one. */
function dedented(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.startsWith(' '))
    .map((line) => line.slice(4).replace(/^- /, ''))
    .map((line, index, lines) => (line.startsWith('  ') && lines.length > 0 ? line : line))
    .join('\n');
}
