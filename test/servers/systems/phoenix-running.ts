/** Phoenix as it runs: the demo, and in containers the servers its definitions are compiled for. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { alertmanager, collector, environment, loki, prometheus } from 'signalbox';
import { expect } from 'vitest';
import type { Fault } from '../../../definitions/phoenix/demo/fault.ts';
import { runLoad } from '../../../definitions/phoenix/demo/load.ts';
import { type Demo, startDemo } from '../../../definitions/phoenix/demo/start-demo.ts';
import * as phoenix from '../../../definitions/phoenix/index.ts';
import { compileModule, type Derived } from '../../../src/program.ts';
import { sendLogs } from '../loki-client.ts';
import { hostAddress, type Site } from '../stack-support.ts';
import { standInExporter } from './stand-in-exporter.ts';

const HOST = 'host.docker.internal';
const TODAY = '2026-11-21';

export interface PhoenixServers {
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly loki: string;
}
export interface RunningPhoenix {
  readonly demo: Demo;
  readonly derived: Derived;
  readonly servers: PhoenixServers;
  /** What all of its services log. */
  readonly logFile: string;
}

/** Starts all of it under a load of twenty requests a second. `change` is made to each generated file. */
export async function startPhoenix(
  site: Site,
  change: (path: string, text: string) => string = hurried,
): Promise<RunningPhoenix> {
  const logs = await site.folder();
  await mkdir(join(logs, 'phoenix'));
  const host = await hostAddress();
  const logFile = join(logs, 'phoenix/demo.log');
  const demo = await startDemo({ host, stdout: false, logFile });
  site.also(demo.stop);
  const places = { master: [demo.master], agent: demo.agents };
  const built = compileModule({ phoenix, ...(await placed(site, host, places)) }, TODAY);
  expect(
    built.diagnostics.flatMap(({ severity, code, message }) => (severity === 'error' ? [`${code}: ${message}`] : [])),
  ).toEqual([]);
  const artifacts = built.artifacts.map(({ path, text }) => ({ path, text: change(path, text) }));
  const servers = await startServers(site, artifacts, logs);
  site.also(steadyLoad(demo.master));
  return { demo, derived: built.derived, servers, logFile };
}

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

type Artifacts = readonly { readonly path: string; readonly text: string }[];

async function startServers(site: Site, artifacts: Artifacts, logs: string): Promise<PhoenixServers> {
  const folder = await site.folder();
  for (const { path, text } of artifacts) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await writeFile(join(folder, 'alertmanager.yml'), 'route: { receiver: nobody }\nreceivers: [ { name: nobody } ]\n');
  const alertmanagerUrl = await site.start('alertmanager', {
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
  return { prometheus: prometheusUrl, alertmanager: alertmanagerUrl, loki: lokiUrl };
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
export function hurried(path: string, text: string): string {
  if (!path.startsWith('prometheus/rules/')) return text;
  return text.replace(/^( +interval:) .*$/gm, '$1 "2s"').replaceAll('[5m] offset 30s)', '[5m])');
}

export async function fault(url: string, body: Fault): Promise<void> {
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
