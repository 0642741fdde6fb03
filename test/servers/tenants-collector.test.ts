/** What a collector takes by OTLP goes to the tenant that has the service: lines to a Loki and metrics to a Mimir, each under its id. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { collector, environment, loki, mimirServer } from 'signalbox';
import { Network, type StartedNetwork } from 'testcontainers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileModule } from '../../src/program.ts';
import { bankAndShop, bankTenant, shopTenant } from '../support/tenants/bank-and-shop.ts';
import { sharedFolder } from './container.ts';
import { asking, configFolder, startProcess, TODAY } from './mimir-processes.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';

const IDS = { bank: 'bank-1', shop: 'shop' } as const;
const soon = { ring: { min_ready_duration: '0s' } };
const production = environment({
  name: 'production',
  tenants: [bankTenant, shopTenant],
  mimir: mimirServer({ version: '3.0', raw: { ingester: soon } }),
  loki: loki({ version: '3.7', raw: { ingester: { lifecycler: { min_ready_duration: '0s' } } } }),
  collector: collector({ version: '0.156', receive: [] }),
  runbooks: 'https://runbooks.example.org',
});
const built = compileModule({ ...bankAndShop, production }, TODAY);
const textOf = (path: string) => built.artifacts.find((one) => one.environment === 'production' && one.path === path)?.text ?? '';

interface Config {
  processors: Record<string, unknown>;
  connectors?: Record<string, { table: readonly { condition: string; pipelines: readonly string[] }[] }>;
  service: { pipelines: Record<string, { receivers: string[]; processors: string[]; exporters: string[] }> };
}
const FILTERED: Readonly<Record<string, (condition: string) => object>> = {
  logs: (condition) => ({ logs: { log_record: [condition] } }),
  metrics: (condition) => ({ metrics: { metric: [condition] } }),
};

/**
 * Where the image holds no `routing`: the same choice, made of a filter in each tenant's pipeline, with the condition of its line in the
 * table. All else is as compiled.
 */
function withoutRouter(text: string): string {
  const config = load(text) as Config;
  const { pipelines } = config.service;
  for (const [id, { table }] of Object.entries(config.connectors ?? {})) {
    const signal = id.replace('routing/', '');
    const [common, filtered] = [pipelines[signal], FILTERED[signal]];
    delete pipelines[signal];
    for (const { condition, pipelines: to } of table)
      for (const name of to) {
        const own = pipelines[name];
        if (!common || !filtered || !own) throw new Error(`no pipeline ${name}`);
        const filter = `filter/${name.replace('/', '-')}`;
        config.processors[filter] = filtered(`not (${condition.replaceAll('attributes[', 'resource.attributes[')})`);
        pipelines[name] = { ...own, receivers: common.receivers, processors: [...common.processors, filter] };
      }
  }
  delete config.connectors;
  return dump(config);
}

await serverSuite(['mimir', 'loki', 'collector'], 'a collector of two tenants', () => {
  const started: RunningServer[] = [];
  const folders: string[] = [];
  let network: StartedNetwork;
  let mimir: RunningServer;
  let lokiServer: RunningServer;
  let otlp: string;

  const folder = async (names: Readonly<Record<string, string>>) => {
    const made = await sharedFolder();
    folders.push(made);
    for (const [name, content] of Object.entries(names)) await writeFile(join(made, name), content);
    return made;
  };
  const start = async (...of: Parameters<typeof startServer>) => {
    const server = await startServer(...of);
    started.push(server);
    return server;
  };

  beforeAll(async () => {
    network = await new Network().start();
    const config = await configFolder(textOf);
    folders.push(config);
    mimir = await startProcess({ folder: config, network, alias: ['mimir'] });
    started.push(mimir);
    lokiServer = await start({
      server: 'loki',
      ports: [3100],
      mounts: {
        '/etc/loki': await folder({ 'loki.yaml': textOf('loki/loki.yaml'), 'runtime.yaml': textOf('loki/runtime.yaml') }),
      },
      command: ['-config.file=/etc/loki/loki.yaml'],
      on: { network, alias: 'loki' },
      ready: { port: 3100, path: '/ready', withinMs: 120_000 },
    });
    const server = await start({
      server: 'collector',
      ports: [4318, 13133],
      mounts: { '/etc/otelcol': await folder({ 'config.yaml': withoutRouter(textOf('collector/config.yaml')) }) },
      command: ['--config=/etc/otelcol/config.yaml'],
      on: { network, alias: 'collector' },
      ready: { port: 13133, path: '/' },
    });
    otlp = server.address(4318);
    for (const name of [...Object.keys(IDS), 'stranger']) await send(`${name}-api`);
  }, 300_000);
  afterAll(async () => {
    await Promise.all(started.map((one) => one.stop()));
    await network?.stop();
    for (const one of folders) await rm(one, { recursive: true, force: true });
  }, 60_000);

  const send = async (service: string) => {
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
    const timeUnixNano = `${Date.now()}000000`;
    const line = { timeUnixNano, body: { stringValue: `said by ${service}` } };
    const gauge = { name: 'things', gauge: { dataPoints: [{ asDouble: 1, timeUnixNano }] } };
    const bodies = {
      logs: { resourceLogs: [{ resource, scopeLogs: [{ logRecords: [line] }] }] },
      metrics: { resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [gauge] }] }] },
    };
    for (const [signal, body] of Object.entries(bodies)) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      expect((await fetch(`${otlp}/v1/${signal}`, init)).status).toBe(200);
    }
  };
  const lines = async (id: string): Promise<string[]> => {
    const query = encodeURIComponent('{service_name=~".+"}');
    const url = `${lokiServer.address(3100)}/loki/api/v1/query_range?since=1h&query=${query}`;
    const answer = await fetch(url, { headers: { 'X-Scope-OrgID': id } });
    const { data } = (await answer.json()) as { data: { result: { values: [string, string][] }[] } }; // its API's form
    return data.result.flatMap(({ values }) => values.map(([, line]) => line));
  };

  test.each(Object.entries(IDS))(
    'lines and metrics of %s are under %s, and nobody else’s',
    async (name, id) => {
      await expect.poll(async () => lines(id), { timeout: 60_000, interval: 500 }).toEqual([`said by ${name}-api`]);
      const seen = async () =>
        (await asking(mimir, id).query('things')).map(({ metric }) => [metric['job'], metric['tenant'], metric['environment']]);
      await expect.poll(seen, { timeout: 60_000, interval: 500 }).toEqual([[`${name}-api`, name, 'production']]);
    },
    130_000,
  );
});
