import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { load } from 'js-yaml';
import { Network, type StartedNetwork } from 'testcontainers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as shop from '../../docs/examples/shop.ts';
import { environment, prometheus } from '../../src/define/environment.ts';
import { mimirServer } from '../../src/define/mimir-server.ts';
import { slo } from '../../src/define/slo.ts';
import { connectionTo } from '../../src/model/connection.ts';
import { events } from '../../src/sli/events.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { configMismatches } from '../../src/targets/config-match.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { environmentNamed, ioAt, targetOf } from '../unit/targets/samples.ts';
import { sharedFolder } from './container.ts';
import { asking, compiled, configFolder, startProcess } from './mimir-processes.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';

const ORDER = [{ kind: 'mimir-rules', applyAfter: [] }];
const raw = { ingester: { ring: { min_ready_duration: '0s' } }, ruler: { poll_interval: '2s' } };
const at = { raw: { ruler_evaluation_delay_duration: '0s' } };
const orders = slo({
  service: shop.checkout,
  name: 'orders',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: shop.requests, bad: shop.requests.where({ code: '5xx' }) }),
});
const server = prometheus({ version: '3.15', retention: '30d' });
/** A ruler that takes little. */
const limits = { shop: { ...at, rulesPerGroup: 15, ruleGroups: 6 }, office: at };
const live = environment({
  name: 'live',
  prometheus: server,
  mimir: mimirServer({ version: '3.0', tenant: 'shop', limits, raw, rules: 'evaluated', deduplicate: true }),
});
const plain = environment({ name: 'plain', prometheus: server });
const built = compiled({ ...shop, orders, live }, 'live');

await serverSuite(['mimir', 'prometheus'], 'a Mimir of one process', () => {
  const started: RunningServer[] = [];
  const folders: string[] = [];
  let network: StartedNetwork;
  let mimir: RunningServer;

  beforeAll(async () => {
    network = await new Network().start();
    const folder = await configFolder(built.text);
    folders.push(folder);
    mimir = await startProcess({ folder, network, alias: ['mimir'] });
    started.push(mimir);
  }, 150_000);
  afterAll(async () => {
    await Promise.all(started.map((one) => one.stop()));
    await network?.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const io = () => ioAt(folders[0] ?? '', { wait: (ms) => pause(ms) });
  const targetFor = (tenant: string) => {
    const connection = connectionTo(asking(mimir, tenant).url);
    return targetOf(
      { mimir: { by: 'mimir', connection, tenant, secrets: 'secrets', takeOver: false } },
      environmentNamed('live'),
    );
  };
  const rules = (of: typeof built) => of.artifacts.filter(({ kind }) => kind === 'mimir-rules' || kind === 'prometheus-rules');
  const namesOf = async (tenant: string) => (await asking(mimir, tenant).request('/prometheus/config/v1/rules')).text();

  test('writes and answers for a tenant, and for nobody without one', async () => {
    expect(await asking(mimir, 'shop').write('orders', 7)).toBe(200);
    await expect.poll(async () => (await asking(mimir, 'shop').query('orders')).length, { timeout: 15_000 }).toBe(1);
    expect(await asking(mimir, 'office').query('orders')).toEqual([]);
    expect((await fetch(`${asking(mimir, '').url}/prometheus/api/v1/query?query=orders`)).status).toBe(401);
  });

  test('runs the configuration that was written, value by value', async () => {
    const served = await (await fetch(`${asking(mimir, 'shop').url}/config`)).text();
    expect(configMismatches(built.text('mimir/mimir.yaml'), served)).toEqual([]);
  });

  test('refuses the group that a Prometheus would take, and takes its parts', { timeout: 60_000 }, async () => {
    const whole = compiled({ ...shop, orders, plain }, 'plain').text('prometheus/rules/checkout.slo.orders.yaml');
    const [group] = (load(whole) as { groups: { rules: object[] }[] }).groups;
    expect(group?.rules.length).toBeGreaterThan(15);
    const refused = await asking(mimir, 'shop').rule(JSON.stringify(group));
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.text).toContain('rules per rule group limit (limit: 15');
    const target = targetFor('shop');
    const plan = await planTarget(target, rules(built), ORDER, io());
    expect(await applyPlan(plan, target, io())).toMatchObject({ status: 'done' });
    const sizes = Object.values(load(await namesOf('shop')) as Record<string, { name: string; rules: object[] }[]>).flat();
    expect(Math.max(...sizes.map((one) => one.rules.length))).toBeLessThanOrEqual(15);
    expect(sizes.map(({ name }) => name)).toContain('slo-checkout-orders-3');
  });

  test('two tenants see only their own rules', async () => {
    const own = 'name: office\nrules:\n  - record: office:up\n    expr: vector(1)\n';
    expect(await asking(mimir, 'office').rule(own)).toMatchObject({ status: 202 });
    expect(await namesOf('office')).toContain('office:up');
    expect(await namesOf('office')).not.toContain('slo-checkout-orders');
    expect(await namesOf('shop')).toContain('slo-checkout-orders');
    expect(await namesOf('shop')).not.toContain('office:up');
  });

  test('of a pair of Prometheus one set of series is kept', { timeout: 120_000 }, async () => {
    for (const replica of ['a', 'b']) {
      const folder = await sharedFolder();
      folders.push(folder);
      await writeFile(
        join(folder, 'prometheus.yml'),
        `global: {scrape_interval: 1s, external_labels: {cluster: shop, __replica__: ${replica}}}
scrape_configs: [{job_name: itself, static_configs: [{targets: ['localhost:9090']}]}]
remote_write: [{url: 'http://mimir:8080/api/v1/push', headers: {X-Scope-OrgID: shop}}]
`,
      );
      started.push(
        await startServer({
          server: 'prometheus',
          ports: [9090],
          mounts: { '/etc/prometheus': folder },
          command: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/tmp/data'],
          on: { network, alias: `prometheus-${replica}` },
          ready: { port: 9090, path: '/-/ready' },
        }),
      );
    }
    const shopAsks = asking(mimir, 'shop');
    await expect.poll(async () => (await shopAsks.query('up')).length, { timeout: 60_000, interval: 500 }).toBe(1);
    const dropped = async () => {
      const metrics = await (await shopAsks.request('/metrics')).text();
      return Number(/cortex_distributor_deduped_samples_total\{[^}]*\} ([\d.e+]+)/.exec(metrics)?.[1] ?? 0);
    };
    await expect.poll(dropped, { timeout: 60_000, interval: 500 }).toBeGreaterThan(0);
    const [one, ...others] = await shopAsks.query('up');
    expect(others).toEqual([]);
    expect(one?.metric).toMatchObject({ cluster: 'shop', job: 'itself' });
    expect(one?.metric).not.toHaveProperty('__replica__');
  });
});
