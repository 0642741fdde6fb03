/** Two tenants that share a Prometheus, a Mimir and a Loki: what is compiled for each, loaded by each, and seen by nobody else. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  alert,
  environment,
  files,
  logql,
  logs,
  loki,
  mimir,
  mimirServer,
  prometheus,
  promql,
  target,
  tenant,
  text,
  threshold,
} from 'signalbox';
import { Network, type StartedNetwork } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { artifactKinds, compileModule } from '../../src/program.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { bank, bankAndShop, shop } from '../support/tenants/bank-and-shop.ts';
import { ioAt } from '../unit/targets/samples.ts';
import { sharedFolder } from './container.ts';
import { asking, configFolder, startProcess, TODAY } from './mimir-processes.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';

const IDS = { bank: 'bank-1', shop: 'shop' } as const;
type Name = keyof typeof IDS;
const NAMES: readonly (readonly [Name, Name])[] = [
  ['bank', 'shop'],
  ['shop', 'bank'],
];
const at = { rulesPerGroup: 60, ruleGroups: 90, raw: { ruler_evaluation_delay_duration: '0s' } };
const bankTenant = tenant({
  name: 'bank',
  id: IDS.bank,
  teams: [bank.owner],
  limits: { metrics: at, logs: { limits: { max_line_size: 40 } } },
});
const shopTenant = tenant({ name: 'shop', systems: [shop.whole], limits: { metrics: { ...at, series: 5_000 } } });

/** An alert on a series that both have, and one on lines. */
function seen({ own }: typeof bank, name: string): object {
  const lines = logs({ service: own, name: 'lines', labels: { level: text({ series: 2 }) } });
  const common = { service: own, severity: 'warning', runbook: { impact: 'None.' } } as const;
  return {
    lines,
    up: alert({ ...common, name: `${name}Up`, when: promql`sum by (job) (up) > 0`, summary: 'It is up.' }),
    said: threshold({ ...common, name: `${name}Said`, of: logql`sum(count_over_time(${lines} [5m]))`, above: 0 }),
  };
}

const production = environment({
  name: 'production',
  tenants: [bankTenant, shopTenant],
  prometheus: prometheus({ version: '3.15', retention: '90d', scrapeInterval: '1s', evaluationInterval: '2s' }),
  mimir: mimirServer({
    version: '3.0',
    raw: {
      ingester: { ring: { min_ready_duration: '0s' } },
      ruler: { poll_interval: '2s' },
      alertmanager: { poll_interval: '1s' },
    },
  }),
  loki: loki({
    version: '3.7',
    raw: { ingester: { lifecycler: { min_ready_duration: '0s' } }, ruler: { poll_interval: '2s', evaluation_interval: '2s' } },
  }),
  runs: [bank.own, shop.own].map((service) => ({ service, at: ['localhost:9090'] })),
  runbooks: 'https://runbooks.example.org',
});

/** Everything, and a target for each tenant that reaches a Mimir. */
function definitions(url: `http://${string}`): object {
  const ways = { mimir: mimir({ url }), alertmanager: mimir({ url, secrets: 'secrets' }) };
  return {
    ...bankAndShop,
    bankTenant,
    shopTenant,
    production,
    more: [seen(bank, 'Bank'), seen(shop, 'Shop')],
    targets: [
      target({ name: 'bank', environment: production, tenant: bankTenant, ...ways, loki: files({ to: 'loki-bank' }) }),
      target({ name: 'shop', environment: production, tenant: shopTenant, ...ways, loki: files({ to: 'loki-shop' }) }),
    ],
  };
}

await serverSuite(['mimir', 'prometheus', 'loki'], 'two tenants of shared servers', () => {
  const started: RunningServer[] = [];
  const folders: string[] = [];
  let network: StartedNetwork;
  let server: RunningServer;
  let lokiServer: RunningServer;
  let built: ReturnType<typeof compileModule>;
  const textOf = (path: string) =>
    built.artifacts.find((one) => one.environment === 'production' && one.path === path)?.text ?? '';
  const folder = async (names: Readonly<Record<string, string>>) => {
    const made = await sharedFolder();
    folders.push(made);
    for (const [name, content] of Object.entries(names)) await writeFile(join(made, name), content);
    return made;
  };

  const deploy = async (name: string, project: string) => {
    const aim = built.derived.estate.targets.find((one) => one.name === name);
    if (!aim) throw new Error(`no target ${name}`);
    const io = ioAt(project, { wait: (ms) => pause(ms), secret: () => 'http://127.0.0.1:1/' });
    const plan = await planTarget(aim, built.artifacts, artifactKinds, io);
    return { result: await applyPlan(plan, aim, io), again: await planTarget(aim, built.artifacts, artifactKinds, io) };
  };

  beforeAll(async () => {
    network = await new Network().start();
    built = compileModule(definitions('http://127.0.0.1:1'), TODAY);
    expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const config = await configFolder(textOf);
    folders.push(config);
    server = await startProcess({ folder: config, network, alias: ['mimir'] });
    started.push(server);
    built = compileModule(definitions(server.address(8080) as 'http://'), TODAY);
    const project = await folder({});
    for (const name of Object.keys(IDS))
      await mkdir(join(project, `loki-${name}`, 'rules', IDS[name as Name]), { recursive: true });
    const lokiFolder = await folder({ 'loki.yaml': textOf('loki/loki.yaml'), 'runtime.yaml': textOf('loki/runtime.yaml') });
    const rules = Object.entries(IDS).map(([name, id]) => [`/loki/rules/${id}`, join(project, `loki-${name}`, 'rules', id)]);
    for (const [name] of NAMES) {
      const { again, result } = await deploy(name, project);
      expect(result).toMatchObject({ status: 'done' });
      expect(again.changes.filter(({ action }) => action !== 'keep')).toEqual([]);
    }
    lokiServer = await startServer({
      server: 'loki',
      ports: [3100],
      mounts: { '/etc/loki': lokiFolder, ...Object.fromEntries(rules) },
      command: ['-config.file=/etc/loki/loki.yaml'],
      on: { network, alias: 'loki' },
      ready: { port: 3100, path: '/ready', withinMs: 120_000 },
    });
    started.push(lokiServer);
    const prometheusFolder = await folder({ 'prometheus.yml': textOf('prometheus/prometheus.yml') });
    started.push(
      await startServer({
        server: 'prometheus',
        ports: [9090],
        mounts: { '/etc/prometheus': prometheusFolder },
        command: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/tmp/data'],
        on: { network, alias: 'prometheus' },
        ready: { port: 9090, path: '/-/ready' },
      }),
    );
    for (const name of Object.keys(IDS) as Name[]) await push(name, 'sold');
  }, 400_000);
  afterAll(async () => {
    await Promise.all(started.map((one) => one.stop()));
    await network?.stop();
    for (const one of folders) await rm(one, { recursive: true, force: true });
  }, 60_000);

  const push = async (name: Name, line: string): Promise<number> => {
    const streams = [{ stream: { service_name: `${name}-api`, stream: 'lines' }, values: [[`${Date.now()}000000`, line]] }];
    const answer = await fetch(`${lokiServer.address(3100)}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Scope-OrgID': IDS[name] },
      body: JSON.stringify({ streams }),
    });
    return answer.status;
  };
  const askLoki = async (name: Name, path: string) =>
    (await fetch(lokiServer.address(3100) + path, { headers: { 'X-Scope-OrgID': IDS[name] } })).text();

  describe.each(NAMES)('%s, beside %s', (own, other) => {
    const asks = () => asking(server, IDS[own]);

    test('has the samples of its job, and no others', { timeout: 60_000 }, async () => {
      await expect.poll(async () => (await asks().query('up')).length, { timeout: 50_000, interval: 500 }).toBe(1);
      const [up] = await asks().query('up');
      expect(up?.metric).toMatchObject({ job: `${own}-api`, tenant: own, environment: 'production' });
      const names = await (await asks().request('/prometheus/api/v1/label/job/values')).text();
      expect(names).toContain(`${own}-api`);
      expect(names).not.toContain(other);
    });

    test('has its rules in the ruler, and no others', async () => {
      const rules = await (await asks().request('/prometheus/config/v1/rules')).text();
      expect(rules).toContain(`slo-${own}-api-${own}-answers`);
      expect(rules.toLowerCase()).not.toContain(other);
    });

    test('is told of its alerts by its own Alertmanager, and of no others', { timeout: 90_000 }, async () => {
      const told = async () => {
        const answer = await asks().request('/alertmanager/api/v2/alerts');
        return answer.ok ? ((await answer.json()) as { labels: { alertname: string; tenant: string } }[]) : [];
      };
      const names = async () => [...new Set((await told()).map(({ labels }) => labels.alertname))];
      const capital = own === 'bank' ? 'Bank' : 'Shop';
      await expect
        .poll(names, { timeout: 80_000, interval: 1_000 })
        .toEqual(expect.arrayContaining([`${capital}Up`, `${capital}Said`]));
      expect(JSON.stringify(await told()).toLowerCase()).not.toContain(other);
      const status = await (await asks().request('/alertmanager/api/v2/status')).text();
      expect(status).toContain(`${own}-people/ticket`);
      expect(status).not.toContain(`${other}-people`);
    });

    test('reads its lines and log rules, and no others', { timeout: 60_000 }, async () => {
      const query = encodeURIComponent('{service_name=~".+"}');
      const lines = async () => askLoki(own, `/loki/api/v1/query_range?since=1h&query=${query}`);
      await expect.poll(lines, { timeout: 30_000, interval: 500 }).toContain('sold');
      expect(await lines()).not.toContain(other);
      const rules = await askLoki(own, '/prometheus/api/v1/rules');
      expect(rules).toContain(`${own}-api`);
      expect(rules.toLowerCase()).not.toContain(other);
    });
  });

  test('limits of one hold for it alone', async () => {
    const long = 'a line of more than forty bytes, as one sees';
    expect([await push('bank', long), await push('shop', long)]).toEqual([400, 204]);
  });

  test('nobody is let in without saying who', async () => {
    expect((await fetch(`${server.address(8080)}/prometheus/api/v1/query?query=up`)).status).toBe(401);
    expect((await fetch(`${lokiServer.address(3100)}/loki/api/v1/labels`)).status).toBe(401);
  });
});
