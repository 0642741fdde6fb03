/** Pairs, shards, agents and a cluster of Alertmanagers, as they are compiled, on real servers. */
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alert, alertmanager, environment, prometheus, promql, routing, service, team, webhook } from 'signalbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionTo } from '../../src/model/connection.ts';
import { type Artifact, compileModule } from '../../src/program.ts';
import { IMAGES } from './images.ts';
import { MIMIR_CONFIG } from './mimir-server.ts';
import { docker, hostAddress, openSite, type Site, until } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { deploy } from './systems/deploy.ts';
import { type WebhookListener, webhookListener } from './systems/webhook-listener.ts';

const PEERS = ['alertmanager-0:9093', 'alertmanager-1:9093'] as const;
const TARGETS = Array.from({ length: 12 }, (_, index) => `127.0.0.1:${19_000 + index}`);
const TENANT = 'shop';
const store = { url: 'http://mimir:9009/api/v1/push', headers: { 'X-Scope-OrgID': TENANT } } as const;
type Form = Partial<Parameters<typeof prometheus>[0]>;

function built(form: Form, hook = 'http://nobody:1/') {
  const ops = team({
    name: 'ops',
    page: webhook({ url: hook as `http://${string}` }),
    ticket: webhook({ url: hook as 'http://x' }),
  });
  const shop = service({ name: 'shop', owner: ops, scrape: { port: 9464, interval: '1s' } });
  const quick = { version: '3.15', scrapeInterval: '1s', evaluationInterval: '1s' } as const;
  const { artifacts, derived, diagnostics } = compileModule(
    {
      ops,
      shop,
      down: alert({
        service: shop,
        name: 'Down',
        severity: 'critical',
        when: promql`count(up == 0) > 0`,
        summary: 'It is down.',
      }),
      routes: routing({ fallback: ops.ticket, wait: '1s', interval: '1m', repeat: '1h' }),
      here: environment({
        name: 'here',
        labels: { cluster: 'eu1' },
        prometheus: prometheus({ ...quick, ...form }),
        alertmanager: alertmanager({ version: '0.34', peers: PEERS }),
        runs: [{ service: shop, at: TARGETS }],
        runbooks: 'https://runbooks.example.org',
      }),
    },
    '2026-11-21',
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([]);
  const [here] = derived.estate.environments;
  if (!here) throw new Error('there is no environment');
  return { artifacts, here };
}

const compiled = (form: Form, hook?: string): readonly Artifact[] => built(form, hook).artifacts;

async function written(site: Site, artifacts: readonly Artifact[], server: string): Promise<string> {
  const folder = await site.folder();
  for (const { path, text } of artifacts.filter((one) => one.server === server)) {
    const file = join(folder, path.replace(`${server}/`, ''));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}

async function asked<T>(url: string, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(5_000) });
  return (await answer.json()) as T; // the form its API documents
}

await serverSuite(['prometheus', 'alertmanager', 'mimir'], 'forms of Prometheus and Alertmanager', () => {
  let site: Site;
  let listener: WebhookListener;
  beforeAll(async () => {
    site = await openSite();
    const host = await hostAddress();
    listener = await webhookListener(host);
    site.also(listener.stop);
  }, 30_000);
  afterAll(() => site?.end(), 60_000);

  const start = (alias: string, folder: string, file: string): Promise<string> =>
    site.start('prometheus', {
      alias,
      port: 9090,
      mounts: { '/etc/prometheus': folder },
      command: [`--config.file=/etc/prometheus/${file}`, '--storage.tsdb.path=/prometheus', '--web.enable-lifecycle'],
      ready: '/-/ready',
    });

  test('a pair and a cluster of two Alertmanagers tell once, and Mimir keeps one copy', { timeout: 180_000 }, async () => {
    const artifacts = compiled({ replicas: 2, remoteWrite: [store] }, `http://host.docker.internal:${listener.port}/`);
    const mimirFolder = await site.folder();
    await writeFile(join(mimirFolder, 'mimir.yaml'), MIMIR_CONFIG);
    const tracker = '-distributor.ha-tracker';
    const mimir = await site.start('mimir', {
      alias: 'mimir',
      port: 9009,
      mounts: { '/etc/mimir': mimirFolder },
      tmpfs: { '/tmp': 'rw,mode=1777' },
      command: [
        '-config.file=/etc/mimir/mimir.yaml',
        `${tracker}.enable=true`,
        `${tracker}.enable-for-all-users=true`,
        `${tracker}.store=memberlist`,
      ],
      ready: '/ready',
    });
    const config = await written(site, artifacts, 'alertmanager');
    const flags = [
      ...(artifacts.find(({ path }) => path.endsWith('alertmanager.yml'))?.text ?? '').matchAll(/--cluster\.peer=\S+/g),
    ];
    expect(flags).toHaveLength(2);
    const alertmanagers: string[] = [];
    for (const alias of ['alertmanager-0', 'alertmanager-1'])
      alertmanagers.push(
        await site.start('alertmanager', {
          alias,
          port: 9093,
          mounts: { '/etc/alertmanager': config },
          command: [
            '--config.file=/etc/alertmanager/alertmanager.yml',
            '--storage.path=/alertmanager',
            ...flags.map(([flag]) => flag),
          ],
          ready: '/-/ready',
        }),
      );
    const clustered = await until(60, async () => {
      const all = await Promise.all(
        alertmanagers.map((url) => asked<{ cluster: { status: string; peers: unknown[] } }>(`${url}/api/v2/status`)),
      );
      return all.every(({ cluster }) => cluster.status === 'ready' && cluster.peers.length === 2) ? true : undefined;
    });
    expect(clustered).toBe(true);

    const folder = await written(site, artifacts, 'prometheus');
    await start('prometheus-0', folder, 'prometheus-replica-0.yml');
    await start('prometheus-1', folder, 'prometheus-replica-1.yml');
    for (const url of alertmanagers) {
      const alerts = await until(30, async () => {
        const all = await asked<{ labels: Record<string, string> }[]>(`${url}/api/v2/alerts`);
        return all.length > 0 ? all : undefined;
      });
      expect(alerts?.map(({ labels }) => [labels['alertname'], labels['cluster'], labels['__replica__']])).toEqual([
        ['Down', 'eu1', undefined],
      ]);
    }
    expect(await until(30, async () => (listener.received.length > 0 ? true : undefined))).toBe(true);
    await sleep(20_000); // the second member waits 15 s for the first, then would tell
    expect(listener.received.map(({ alerts }) => alerts.map(({ labels }) => labels['alertname']))).toEqual([['Down']]);

    const query = (text: string) =>
      asked<{ data: { result: { metric: Record<string, string>; value: [number, string] }[] } }>(
        `${mimir}/prometheus/api/v1/query?query=${encodeURIComponent(text)}`,
        { 'X-Scope-OrgID': TENANT },
      );
    const { data } = await query('up');
    expect(data.result.map(({ metric }) => metric['instance']).sort()).toEqual([...TARGETS].sort());
    expect(data.result.every(({ metric }) => metric['cluster'] === 'eu1' && metric['__replica__'] === undefined)).toBe(true);
    const rate = await query('max(count_over_time(up[10s]))');
    expect(Number(rate.data.result[0]?.value[1])).toBeLessThanOrEqual(11); // two copies would be twenty
    const metrics = await (await fetch(`${mimir}/metrics`)).text();
    expect(metrics).toMatch(/^cortex_distributor_deduped_samples_total\{[^}]*cluster="eu1"[^}]*\} [1-9]/m);
  });

  test('two shards scrape each target once', { timeout: 60_000 }, async () => {
    const form = { shards: 2, rules: 'store', remoteWrite: [store] } as const;
    const folder = await site.folder();
    const first = built(form);
    const reach = (reload?: string) =>
      ({ prometheus: { by: 'files', to: folder, reload: reload === undefined ? undefined : connectionTo(reload) } }) as const;
    expect(await deploy(first.artifacts, first.here, reach())).toMatchObject({ status: 'done' });
    const shards = [
      await start('shard-0', folder, 'prometheus-shard-0.yml'),
      await start('shard-1', folder, 'prometheus-shard-1.yml'),
    ];
    const found = await until(20, async () => {
      const all = await Promise.all(shards.map(activeTargets));
      return all.flat().length >= TARGETS.length ? all : undefined;
    });
    expect(found?.every((some) => some.length > 0)).toBe(true);
    const slower = built({ ...form, scrapeInterval: '2s' });
    expect(await deploy(slower.artifacts, slower.here, reach(shards[1]))).toMatchObject({ status: 'done', mismatches: [] });
    expect((await readdir(folder)).filter((name) => !name.startsWith('.')).sort()).toEqual([
      'prometheus-shard-0.yml',
      'prometheus-shard-1.yml',
    ]);
    expect(found?.flat().sort()).toEqual([...TARGETS].sort());
  });

  test('an agent starts with its config and scrapes', { timeout: 60_000 }, async () => {
    const folder = await written(site, compiled({ mode: 'agent', remoteWrite: [store] }), 'prometheus');
    const agent = await site.start('prometheus', {
      alias: 'agent',
      port: 9090,
      mounts: { '/etc/prometheus': folder },
      command: ['--config.file=/etc/prometheus/prometheus.yml', '--agent', '--storage.agent.path=/prometheus'],
      ready: '/-/ready',
    });
    const found = await until(20, async () => ((await activeTargets(agent)).length === TARGETS.length ? true : undefined));
    expect(found).toBe(true);
  });

  test('promtool takes the config of every form', { timeout: 60_000 }, async () => {
    const folder = await site.folder();
    const forms: readonly (readonly [string, Form, string[]])[] = [
      ['agent', { mode: 'agent', remoteWrite: [store] }, ['--agent']],
      ['agents', { mode: 'agent', shards: 2, replicas: 2, remoteWrite: [store] }, ['--agent']],
      ['pair', { replicas: 2 }, []],
      ['shards', { shards: 3, replicas: 2, rules: 'store', remoteWrite: [store] }, []],
    ];
    for (const [name, form, flags] of forms) {
      const artifacts = compiled(form);
      await cp(await written(site, artifacts, 'prometheus'), join(folder, name), { recursive: true });
      const configs = artifacts
        .filter(({ kind }) => kind === 'prometheus-config')
        .map(({ path }) => path.replace('prometheus/', ''));
      const mount = `${join(folder, name)}:/config:ro`;
      const args = ['check', 'config', ...flags, ...configs.map((path) => `/config/${path}`)];
      const ran = await docker([
        'run',
        '--rm',
        '--network',
        'none',
        '--volume',
        mount,
        '--entrypoint',
        'promtool',
        IMAGES.prometheus,
        ...args,
      ]);
      expect([name, ran.code, ran.output.match(/SUCCESS: \S+ is valid/g)?.length]).toEqual([name, 0, configs.length]);
    }
  });
});

async function activeTargets(url: string): Promise<string[]> {
  const { data } = await asked<{ data: { activeTargets: { labels: Record<string, string> }[] } }>(`${url}/api/v1/targets`);
  return data.activeTargets.map(({ labels }) => labels['instance'] ?? '');
}
