/** Every panel query of Phoenix, run once on real servers that hold the demo's data, as `signalbox preview --target` does. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { alertmanager, collector, environment, loki, prometheus } from 'signalbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fault } from '../../definitions/phoenix/demo/fault.ts';
import { runLoad } from '../../definitions/phoenix/demo/load.ts';
import { startDemo } from '../../definitions/phoenix/demo/start-demo.ts';
import * as phoenix from '../../definitions/phoenix/index.ts';
import { connectionTo } from '../../src/model/connection.ts';
import { compileModule, type Derived, httpClient, type SnapshotReport, snapshotReport, takeSnapshot } from '../../src/program.ts';
import { ioAt } from '../unit/targets/samples.ts';
import { sendLogs } from './loki-client.ts';
import { hostAddress, openSite, type Site, until } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { standInExporter } from './systems/stand-in-exporter.ts';

const HOST = 'host.docker.internal';
const TODAY = '2026-11-21';

/** Panels that show nothing, and rightly so. */
const EMPTY: Readonly<Record<string, string>> = {
  'One execution › What was logged › Master orchestrators, app': 'whoever looks writes the id',
};
/** There is no Tempo among these servers; tempo-config.test.ts runs one where it can be had. */
const NO_TEMPO = 'here has no tempo to ask';

await serverSuite(['prometheus', 'alertmanager', 'loki', 'collector'], 'the panels of Phoenix', () => {
  let site: Site;
  let derived: Derived;
  let servers: { prometheus: string; loki: string };

  beforeAll(async () => {
    site = await openSite();
    const logs = await site.folder();
    await mkdir(join(logs, 'phoenix'));
    const host = await hostAddress();
    const demo = await startDemo({ host, stdout: false, logFile: join(logs, 'phoenix/demo.log') });
    site.also(demo.stop);
    const places = { master: [demo.master], agent: demo.agents };
    const built = compileModule({ phoenix, ...(await placed(site, host, places)) }, TODAY);
    expect(
      built.diagnostics.flatMap(({ severity, code, message }) => (severity === 'error' ? [`${code}: ${message}`] : [])),
    ).toEqual([]);
    derived = built.derived;
    servers = await startServers(site, built.artifacts, logs);
    // every budget burns, or there would be no telling when it is gone
    await fault(demo.master, { errorRatio: 0.2, latencySeconds: 0.6 });
    for (const agent of demo.agents) await fault(agent, { errorRatio: 0.2, latencySeconds: 1.1 });
    site.also(steadyLoad(demo.master));
  }, 200_000);
  afterAll(() => site?.end(), 30_000);

  async function asked(): Promise<SnapshotReport> {
    const io = ioAt('/');
    const snapshot = await takeSnapshot({
      target: 'here',
      dashboards: derived.dashboards,
      clients: {
        prometheus: httpClient(connectionTo(servers.prometheus), io),
        loki: httpClient(connectionTo(servers.loki), io),
        tempo: undefined,
      },
      now: new Date(),
      sinceMs: 300_000,
      scrapeSeconds: 1,
      progress: () => {},
    });
    return snapshotReport(snapshot, derived.dashboards);
  }

  test('all run, and all but those that are named return data', { timeout: 200_000 }, async () => {
    // a ratio has no value in a moment when nothing was asked: what counts is that a panel showed something
    const silent = new Map<string, string>();
    const shown = new Set<string>();
    const look = async () => {
      silent.clear();
      for (const { title, section, panel, state, message = '' } of (await asked()).panels) {
        const name = `${title} › ${section} › ${panel}`;
        if (state === 'data') shown.add(name);
        else if (!shown.has(name) && message !== NO_TEMPO) silent.set(name, message);
      }
      return [...silent.keys()].every((name) => name in EMPTY) ? true : undefined;
    };
    await until(150, look);
    expect([...silent].filter(([name]) => !(name in EMPTY))).toEqual([]);
    expect([...silent.keys()].sort()).toEqual(Object.keys(EMPTY).sort()); // what shows something is not to be named
    expect(shown.size).toBeGreaterThan(150);
  });
});

/** The environment of `deploy/`'s stack, with the demo where it listens and stand-ins for the exporters. */
async function placed(site: Site, host: string, { master, agent }: { master: readonly string[]; agent: readonly string[] }) {
  const at = (urls: readonly string[]) => urls.map((url) => `${HOST}:${new URL(url).port}`);
  const { redis, loadBalancer, host: machine } = phoenix.services;
  const declared = compileModule({ phoenix }, TODAY).derived.estate.services;
  const exporter = async ({ name }: { readonly name: string }) => {
    const { port, stop } = await standInExporter(host, declared.find((one) => one.name === name)?.metrics ?? []);
    site.also(stop);
    return [`${HOST}:${port}`];
  };
  const here = environment({
    name: 'here',
    prometheus: prometheus({
      version: '3.15',
      scrapeInterval: '1s',
      evaluationInterval: '1s',
      retention: '30d',
      url: 'http://prometheus:9090',
    }),
    alertmanager: alertmanager({
      version: '0.34',
      url: 'http://alertmanager:9093',
      smtp: { smarthost: '127.0.0.1:1025', from: 'phoenix@example.org' },
    }),
    // a ring of one has nobody to wait for
    loki: loki({ version: '3.7', url: 'http://loki:3100', raw: { ingester: { lifecycler: { min_ready_duration: '0s' } } } }),
    collector: collector({ version: '0.156', receive: ['files'] }),
    runs: [
      { service: phoenix.services.master, at: at(master) },
      { service: phoenix.services.agent, at: at(agent) },
      { service: redis, at: await exporter(redis) },
      { service: loadBalancer, at: await exporter(loadBalancer) },
      { service: machine, at: await exporter(machine) },
    ],
    runbooks: 'https://runbooks.example.org/phoenix',
  });
  return { here };
}

type Artifacts = ReturnType<typeof compileModule>['artifacts'];

async function startServers(site: Site, artifacts: Artifacts, logs: string) {
  const folder = await site.folder();
  for (const { path, text } of artifacts) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), hurried(path, text));
  }
  await writeFile(join(folder, 'alertmanager.yml'), 'route: { receiver: nobody }\nreceivers: [ { name: nobody } ]\n');
  await site.start('alertmanager', {
    alias: 'alertmanager',
    port: 9093,
    mounts: { '/etc/here': folder },
    command: ['--config.file=/etc/here/alertmanager.yml', '--storage.path=/alertmanager', '--cluster.listen-address='],
    ready: '/-/ready',
  });
  const lokiUrl = await site.start('loki', {
    alias: 'loki',
    port: 3100,
    mounts: { '/etc/loki': join(folder, 'loki') },
    command: ['-config.file=/etc/loki/loki.yaml'],
    ready: '/ready',
  });
  await writeFile(join(logs, 'kern.log'), 'eth0: link is up\n');
  const otlp = await site.start('collector', {
    alias: 'collector',
    port: 4318,
    readyPort: 13133,
    mounts: { '/etc/otelcol': join(folder, 'collector'), '/var/log': logs },
    tmpfs: { '/var/lib/otelcol': 'uid=10001,gid=10001' },
    command: ['--config=/etc/otelcol/config.yaml'],
    ready: '/',
  });
  // the journal cannot be read in a container: its lines come as an agent on the host would send them
  await sendLogs(otlp, { 'service.name': 'phoenix-redis', stream: 'journal' }, [{ body: 'Ready to accept connections' }]);
  await refusedLine(lokiUrl);
  const prometheusUrl = await site.start('prometheus', {
    alias: 'prometheus',
    port: 9090,
    mounts: { '/etc/prometheus': join(folder, 'prometheus') },
    command: [
      '--config.file=/etc/prometheus/prometheus.yml',
      '--storage.tsdb.path=/prometheus',
      '--web.enable-remote-write-receiver',
    ],
    ready: '/-/ready',
  });
  return { prometheus: prometheusUrl, loki: lokiUrl };
}

/** Loki counts what it refuses only once it has refused something: a line from another age. */
async function refusedLine(url: string): Promise<void> {
  const body = JSON.stringify({ streams: [{ stream: { service_name: 'old' }, values: [['1500000000000000000', 'too old']] }] });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/loki/api/v1/push`, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
  expect(answer.status).toBe(400);
}

/**
 * Groups of SLOs run every 30 seconds and every 5 minutes, and sums of 5 minutes wait half a minute for the last of their parts.
 * Hurried, their values mean nothing, but every series is there; the queries of the panels are as they are deployed.
 */
function hurried(path: string, text: string): string {
  if (!path.startsWith('prometheus/rules/')) return text;
  return text.replace(/^( +interval:) .*$/gm, '$1 "2s"').replaceAll('[5m] offset 30s)', '[5m])');
}

async function fault(url: string, body: Fault): Promise<void> {
  const answer = await fetch(`${url}/fault`, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

/** Twenty requests a second until it is told to stop. */
function steadyLoad(url: string): () => Promise<void> {
  let stopped = false;
  const work = (async () => {
    while (!stopped) await runLoad({ url, requests: 60, perSecond: 20 }); // long enough for a slow master to name a plan to ask for
  })();
  return () => {
    stopped = true;
    return work;
  };
}
