import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Network, type StartedNetwork } from 'testcontainers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as shop from '../../docs/examples/shop.ts';
import { alert } from '../../src/alerts/alert.ts';
import { promql } from '../../src/authored/query.ts';
import { environment, prometheus } from '../../src/define/environment.ts';
import { mimirServer } from '../../src/define/mimir-server.ts';
import { recording } from '../../src/define/recording.ts';
import { connectionTo } from '../../src/model/connection.ts';
import { hazardsOf } from '../../src/plan/hazards-of.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { environmentNamed, ioAt, targetOf } from '../unit/targets/samples.ts';
import { sharedFolder } from './container.ts';
import { asking, compiled, configFolder, startProcess } from './mimir-processes.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';

const ORDER = [
  { kind: 'mimir-rules', applyAfter: ['mimir-runtime'] },
  { kind: 'mimir-runtime', applyAfter: [] },
];
const raw = { ingester: { ring: { min_ready_duration: '0s' } }, ruler: { poll_interval: '2s' } };
const limits = { shop: { raw: { ruler_evaluation_delay_duration: '0s' } } };
const firing = alert({
  service: shop.checkout,
  name: 'AlwaysFires',
  severity: 'info',
  when: promql`vector(1) > 0`,
  summary: 'It fires.',
});
const steady = recording({ service: shop.checkout, name: 'checkout:steady:last', expr: promql`vector(1)` });
/** What a Prometheus adds to what leaves it. */
const LABELS = { environment: 'live', region: 'eu' };
const step = (rules: 'loaded' | 'evaluated') => {
  const mimir = mimirServer({ version: '3.0', tenant: 'shop', limits, raw, rules });
  const server = prometheus({ version: '3.15', evaluationInterval: '1s' });
  return compiled(
    { ...shop, firing, steady, live: environment({ name: 'live', labels: { region: 'eu' }, prometheus: server, mimir }) },
    'live',
  );
};
const [loaded, evaluated] = [step('loaded'), step('evaluated')];

await serverSuite(['mimir', 'prometheus'], 'a move of rules from Prometheus to Mimir', () => {
  const started: RunningServer[] = [];
  let network: StartedNetwork;
  let mimir: RunningServer;
  let server: RunningServer;
  let folders: { readonly mimir: string; readonly prometheus: string };

  beforeAll(async () => {
    network = await new Network().start();
    folders = { mimir: await configFolder(loaded.text), prometheus: await sharedFolder() };
    mimir = await startProcess({ folder: folders.mimir, network, alias: ['mimir'] });
    started.push(mimir);
    await writeFiles(loaded);
    server = await startServer({
      server: 'prometheus',
      ports: [9090],
      mounts: { '/etc/prometheus': folders.prometheus },
      command: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/tmp/data', '--web.enable-lifecycle'],
      on: { network, alias: 'prometheus' },
      ready: { port: 9090, path: '/-/ready' },
    });
    started.push(server);
  }, 150_000);
  afterAll(async () => {
    await Promise.all(started.map((one) => one.stop()));
    await network?.stop();
    for (const folder of Object.values(folders ?? {})) await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** What of the Prometheus there is: as `files` writes it. */
  async function writeFiles({ artifacts }: typeof loaded): Promise<void> {
    await rm(join(folders.prometheus, 'rules'), { recursive: true, force: true });
    for (const { kind, path, text } of artifacts) {
      if (kind !== 'prometheus-rules' && kind !== 'prometheus-config') continue;
      const file = join(folders.prometheus, path.replace('prometheus/', ''));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }
  async function byPrometheus(): Promise<readonly string[]> {
    const answer = await fetch(`${server.address(9090)}/api/v1/alerts`);
    const { data } = (await answer.json()) as { data: { alerts: { labels: { alertname: string } }[] } };
    return data.alerts.map(({ labels }) => labels.alertname);
  }
  const recorded = async () => (await asking(mimir, 'shop').query('checkout:steady:last')).map(({ metric }) => metric);
  const byMimir = () => asking(mimir, 'shop').firing();
  const io = () => ioAt(folders.mimir, { wait: (ms) => pause(ms) });
  const where = { ...environmentNamed('live'), labels: { region: 'eu' } };
  const target = () => {
    const connection = connectionTo(asking(mimir, 'shop').url);
    return targetOf({ mimir: { by: 'mimir', connection, tenant: 'shop', secrets: '', takeOver: false } }, where);
  };
  const rules = (of: typeof loaded) => of.artifacts.filter(({ kind }) => kind === 'mimir-rules');

  test('loaded: its ruler has the rules, and Prometheus alone runs them', { timeout: 60_000 }, async () => {
    const plan = await planTarget(target(), rules(loaded), ORDER, io());
    expect(plan.changes.flatMap(hazardsOf)).toContain(
      'is evaluated as soon as the ruler has it, unless the runtime.yaml that Mimir has read says otherwise',
    );
    const done = await applyPlan(plan, target(), io());
    expect({ status: done.status, failure: done.failure }).toEqual({ status: 'done', failure: undefined });
    await expect.poll(byPrometheus, { timeout: 15_000 }).toEqual(['AlwaysFires']);
    await pause(6_000);
    expect(await byMimir()).toEqual([]);
    expect(await recorded()).toEqual([{ ...LABELS, __name__: 'checkout:steady:last' }]);
  });

  test('evaluated: Prometheus lets go first, then Mimir begins, and at no time both tell', { timeout: 90_000 }, async () => {
    expect(rules(evaluated).map(({ text }) => text)).toEqual(rules(loaded).map(({ text }) => text));
    expect(evaluated.text('prometheus/prometheus.yml')).not.toContain('rule_files');
    await writeFiles(evaluated);
    await fetch(`${server.address(9090)}/-/reload`, { method: 'POST' });
    expect(await byPrometheus()).toEqual([]);
    await writeFile(join(folders.mimir, 'runtime.yaml'), evaluated.text('mimir/runtime.yaml'));
    const both = async () => [...(await byPrometheus()).map(() => 'prometheus'), ...(await byMimir()).map(() => 'mimir')];
    let most = 0;
    const seen = async () => {
      const now = await both();
      most = Math.max(most, now.length);
      return now;
    };
    await expect.poll(seen, { timeout: 60_000, interval: 250 }).toEqual(['mimir']);
    expect(most).toBe(1);
    // the series goes on: it is still one, once what Mimir recorded can be asked for
    await expect.poll(recorded, { timeout: 15_000 }).toEqual([{ ...LABELS, __name__: 'checkout:steady:last' }]);
  });
});
