/** The whole way of an alert, on real servers: the demo fails, Prometheus sees it, Alertmanager routes it, somebody is told. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runLoad } from '../../definitions/phoenix/demo/load.ts';
import { startDemo } from '../../definitions/phoenix/demo/start-demo.ts';
import { connectionTo } from '../../src/model/connection.ts';
import { type Artifact, compileModule } from '../../src/program.ts';
import { hostAddress, openSite, type Site, until } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { burning } from './systems/burning.ts';
import { deploy } from './systems/deploy.ts';
import { type SentAlert, type WebhookListener, webhookListener } from './systems/webhook-listener.ts';

const TODAY = '2026-11-21';
const HOST = 'host.docker.internal';

await serverSuite(['prometheus', 'alertmanager'], 'an alert on its way', () => {
  let site: Site;
  let listener: WebhookListener;
  let master = '';
  let artifacts: readonly Artifact[] = [];

  beforeAll(async () => {
    site = await openSite();
    const host = await hostAddress();
    listener = await webhookListener(host);
    site.also(listener.stop);
    const demo = await startDemo({ host, stdout: false });
    site.also(demo.stop);
    site.also(steadyLoad(demo.master));
    master = demo.master;
    artifacts = await deployed(site, new URL(master).port, listener.port);
  }, 120_000);
  afterAll(() => site?.end(), 30_000);

  /** The first of the burn alert's notifications that says this. */
  const told = (status: SentAlert['status'], seconds: number) =>
    until(seconds, async () => {
      const sent = listener.received.filter((one) => one.receiver === 'oncall/page').flatMap((one) => one.alerts);
      return sent.find((one) => one.labels['alertname'] === 'SloBurn' && one.status === status);
    });

  test('reaches the team while requests fail, with a runbook and a dashboard that exist', async () => {
    await fault(master, { errorRatio: 1 });
    const alert = await told('firing', 90);
    expect(alert?.labels).toMatchObject({
      slo: 'phoenix-master/availability',
      service: 'phoenix-master',
      owner: 'oncall',
      severity: 'critical',
      slo_tier: 'page-test',
      window_long: '1m',
      window_short: '15s',
      environment: 'test',
    });
    expect(paths(artifacts)).toContain(
      alert?.annotations['runbook_url']?.replace('https://runbooks.example.org/phoenix', 'runbooks'),
    );
    expect(boards(artifacts)).toContain(alert?.annotations['dashboard_url']);
    expect(alert?.annotations['summary']).toBe('phoenix-master: the error budget of "availability" burns too fast.');
    expect(alert?.annotations['description']).toMatch(/^\d+(\.\d+)?% of events were bad over 1m/);
  }, 100_000);

  test('is taken back once requests succeed again', async () => {
    expect(listener.received.flatMap((one) => one.alerts).some((one) => one.status === 'firing')).toBe(true);
    await fault(master, {});
    expect((await told('resolved', 90))?.labels).toMatchObject({ slo: 'phoenix-master/availability', slo_tier: 'page-test' });
  }, 100_000);
});

/** Compiles the system, starts the servers on its configuration and deploys its rules to them. */
async function deployed(site: Site, masterPort: string, webhookPort: number): Promise<readonly Artifact[]> {
  const built = compileModule(burning({ master: `${HOST}:${masterPort}`, webhook: `http://${HOST}:${webhookPort}/` }), TODAY);
  expect(built.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  const [environment] = built.derived.estate.environments;
  if (!environment) throw new Error('there is no environment');
  const [prometheus, alertmanager] = [await site.folder(), await site.folder()];
  const folders = (reload: { prometheus?: string; alertmanager?: string }) => ({
    prometheus: {
      by: 'files',
      to: prometheus,
      reload: reload.prometheus === undefined ? undefined : connectionTo(reload.prometheus),
    } as const,
    alertmanager: {
      by: 'files',
      to: alertmanager,
      reload: reload.alertmanager === undefined ? undefined : connectionTo(reload.alertmanager),
    } as const,
  });
  // a server needs a configuration to start; the rules come when it runs
  const first = built.artifacts.filter((one) => one.kind !== 'prometheus-rules');
  expect(await deploy(first, environment, folders({}))).toMatchObject({ status: 'done' });
  const running = folders(await startServers(site, prometheus, alertmanager));
  expect(await deploy(built.artifacts, environment, running)).toMatchObject({ status: 'done', mismatches: [] });
  return built.artifacts;
}

async function startServers(site: Site, prometheus: string, alertmanager: string) {
  return {
    alertmanager: await site.start('alertmanager', {
      alias: 'alertmanager',
      port: 9093,
      mounts: { '/etc/alertmanager': alertmanager },
      command: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager', '--cluster.listen-address='],
      ready: '/-/ready',
    }),
    prometheus: await site.start('prometheus', {
      alias: 'prometheus',
      port: 9090,
      mounts: { '/etc/prometheus': prometheus },
      command: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus', '--web.enable-lifecycle'],
      ready: '/-/ready',
    }),
  };
}

/** Twenty requests a second until it is told to stop. */
function steadyLoad(url: string): () => Promise<void> {
  let stopped = false;
  const work = (async () => {
    while (!stopped) await runLoad({ url, requests: 10, perSecond: 20 });
  })();
  return () => {
    stopped = true;
    return work;
  };
}

async function fault(url: string, body: { readonly errorRatio?: number }): Promise<void> {
  const answer = await fetch(`${url}/fault`, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

function paths(artifacts: readonly Artifact[]): string[] {
  return artifacts.map((one) => one.path);
}

function boards(artifacts: readonly Artifact[]): string[] {
  const dashboards = artifacts.filter((one) => one.kind === 'grafana-dashboard');
  return dashboards.map((one) => `https://grafana.example.org/d/${(JSON.parse(one.text) as { uid: string }).uid}`);
}
