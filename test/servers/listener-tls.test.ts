/** Listeners with mTLS as they are compiled, on the real servers: who shows a certificate is answered, who shows none is not. */
import { chmodSync, copyFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { Network, type StartedNetwork } from 'testcontainers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectorConfig } from '../../src/artifacts/collector-config/index.ts';
import { lokiConfig } from '../../src/artifacts/loki-config/index.ts';
import { prometheusWeb } from '../../src/artifacts/web-config/index.ts';
import type { ListenerTls } from '../../src/model/environment.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { appLogs, collector, derived, environment, loki } from '../golden/telemetry/estate.ts';
import { type Certificates, makeCertificates } from '../support/certificates.ts';
import { IMAGES } from './images.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';
import { directoryWith, docker, until } from './telemetry-support.ts';

const CLIENTS = { ca: '/config/ca.pem', cert: '/config/client.pem', key: '/config/client.key' };
const TLS: ListenerTls = { cert: '/config/server.pem', key: '/config/server.key', clientCa: '/config/ca.pem', clients: CLIENTS };
const GATES = `--feature-gates=${collector.featureGates.join(',')}`;
const LINE = {
  resource: { attributes: [{ key: 'service.name', value: { stringValue: 'phoenix-master' } }] },
  scopeLogs: [{ logRecords: [{ timeUnixNano: `${Date.now()}000000`, body: { stringValue: 'over TLS' } }] }],
};

await serverSuite(['prometheus', 'loki', 'collector'], 'listeners with mTLS', () => {
  let certificates: Certificates;
  let files: Awaited<ReturnType<typeof directoryWith>>;
  let network: StartedNetwork | undefined;
  const running: RunningServer[] = [];
  const { prometheus } = environment({}).servers;
  if (!prometheus) throw new Error('the estate of these tests has a Prometheus');
  const ownLoki = { ...loki, url: 'https://loki:3100', tls: TLS };

  beforeAll(async () => {
    certificates = makeCertificates();
    files = await directoryWith({
      'web.yml': textOf(prometheusWeb, { prometheus: { ...prometheus, tls: TLS } }),
      'prometheus.yml': 'global: {}\n',
      'loki.yaml': textOf(lokiConfig, { loki: ownLoki, alertmanager: undefined, prometheus: undefined }),
      'collector.yaml': textOf(
        collectorConfig,
        { collector: { ...collector, tls: TLS, receive: [] }, loki: ownLoki, prometheus: undefined },
        derived({ logStreams: [appLogs] }),
      ),
    });
    for (const name of ['ca.pem', 'server.pem', 'server.key', 'client.pem', 'client.key']) {
      copyFileSync(join(certificates.folder, name), join(files.path, name));
      chmodSync(join(files.path, name), 0o644); // servers run as other users
    }
    network = await new Network().start();
    const on = (alias: string) => ({ network: network as StartedNetwork, alias }); // started above
    const mounts = { '/config': files.path };
    const ready = (log: string) => ({ log });
    const begun = [
      startServer({
        ...{ server: 'prometheus', ports: [9090], mounts, on: on('prometheus') },
        command: ['--config.file=/config/prometheus.yml', '--web.config.file=/config/web.yml'],
        ready: ready('Server is ready to receive web requests'),
      }),
      startServer({
        ...{ server: 'loki', ports: [3100], mounts, on: on('loki') },
        command: ['-config.file=/config/loki.yaml'],
        ready: ready('Loki started'),
      }),
      startServer({
        ...{ server: 'collector', ports: [4318], mounts, on: on('collector') },
        command: ['--config=/config/collector.yaml', GATES],
        ready: ready('Everything is ready'),
      }),
    ];
    for (const settled of await Promise.allSettled(begun)) if (settled.status === 'fulfilled') running.push(settled.value);
    await Promise.all(begun); // told once the others can be ended
  }, 120_000);
  afterAll(async () => {
    for (const server of running) await server.stop();
    await network?.stop();
    await files?.remove();
    certificates?.remove();
  });

  test('promtool takes the web config, Loki and the collector theirs', async () => {
    const ran = (image: string, ...args: string[]) =>
      docker(['run', '--rm', '-v', `${files.path}:/config:ro`, ...args.slice(0, 2), image, ...args.slice(2)]);
    const web = await ran(IMAGES.prometheus, '--entrypoint', 'promtool', 'check', 'web-config', '/config/web.yml');
    expect(web).toMatchObject({ code: 0, output: expect.stringContaining('SUCCESS') });
    const verified = await ran(IMAGES.loki, '--network', 'none', '-config.file=/config/loki.yaml', '-verify-config');
    expect(verified.code, verified.output).toBe(0);
    expect(await ran(IMAGES.collector, '--network', 'none', 'validate', '--config=/config/collector.yaml', GATES)).toEqual({
      code: 0,
      output: '',
    });
  });

  test.each([
    ['prometheus', 0, 9090, '/-/ready'],
    ['loki', 1, 3100, '/loki/api/v1/labels'],
    ['collector', 2, 4318, '/v1/logs'],
  ] as const)('%s answers who shows a certificate, and nobody else', async (_name, index, port, path) => {
    const address = String(running[index]?.address(port));
    const body = path === '/v1/logs' ? '{}' : undefined;
    const answered = await until(20, async () => {
      const { status } = await ask(address, path, certificates, { shown: true, body });
      return status === 200 ? status : undefined; // a server that has just started has to become ready
    });
    expect(answered).toBe(200);
    await expect(ask(address, path, certificates, { shown: false, body })).rejects.toThrow(
      /certificate required|handshake|ECONNRESET|EPIPE/i,
    );
    const plain = await fetch(`${address}${path}`).then(
      ({ status }) => status,
      () => 'nothing',
    );
    expect(plain).not.toBe(200);
  });

  test('the collector sends on to Loki with its own certificate', async () => {
    const [, store, gateway] = running.map((server, index) => server.address([9090, 3100, 4318][index] ?? 0));
    const body = JSON.stringify({ resourceLogs: [LINE] });
    expect((await ask(String(gateway), '/v1/logs', certificates, { shown: true, body })).status).toBe(200);
    const query = `/loki/api/v1/query_range?since=1h&query=${encodeURIComponent('{service_name="phoenix-master"}')}`;
    const found = await until(30, async () => {
      const { text } = await ask(String(store), query, certificates, { shown: true });
      return text.includes('over TLS') ? text : undefined;
    });
    expect(found).toContain('over TLS');
  }, 60_000);
});

interface Asked {
  readonly shown: boolean;
  readonly body?: string | undefined;
}

function ask(address: string, path: string, { authority, client }: Certificates, { shown, body }: Asked) {
  const own = shown ? { cert: client.cert, key: client.key } : {};
  const options = { ca: authority, ...own, method: body === undefined ? 'GET' : 'POST', agent: false, timeout: 5_000 };
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request(`${address.replace('http:', 'https:')}${path}`, {
      ...options,
      headers: { 'content-type': 'application/json' },
    });
    sent.on('error', reject).on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('response', (answer) => {
      let text = '';
      answer.on('error', reject).on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.end(body);
  });
}
