import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { environment, prometheus, service, team } from 'signalbox';
import { gauge } from 'signalbox/metrics';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileModule } from '../../src/program.ts';
import { hostAddress } from './stack-support.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';
import { directoryWith, until } from './telemetry-support.ts';

const success = gauge({ name: 'probe_success', help: '1 where it answered.' });
const owner = team({ name: 'web' });
const front = service({ name: 'front', owner, metrics: [success], scrape: { port: 9115, interval: '1s', keep: 'declared' } });

interface Answer {
  readonly data: { readonly result: readonly { readonly metric: object; readonly value: readonly [number, string] }[] };
}

await serverSuite('prometheus', 'what a real Prometheus asks a prober', () => {
  let running: RunningServer | undefined;
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;
  let prober: Server | undefined;
  const asked = new Set<string>();

  beforeAll(async () => {
    prober = createServer((request, response) => {
      asked.add(request.url ?? '');
      const target = new URL(request.url ?? '', 'http://x').searchParams.get('target');
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(`probe_success ${target === 'https://shop.example.org' ? 1 : 0}\nprobe_other 5\n`);
    });
    await new Promise<void>((done) => hostAddress().then((host) => prober?.listen(0, host, done)));
    const port = (prober.address() as AddressInfo).port;
    const live = environment({
      name: 'live',
      prometheus: prometheus({ version: '3.15' }),
      probes: [
        {
          service: front,
          at: ['https://shop.example.org', 'https://old.example.org'],
          prober: `host.docker.internal:${port}`,
          module: 'http_2xx',
        },
      ],
    });
    const { artifacts } = compileModule({ owner, front, live }, '2026-11-21');
    const config = artifacts.find(({ path }) => path === 'prometheus/prometheus.yml')?.text ?? '';
    files = await directoryWith({ 'prometheus.yml': config });
    running = await startServer({
      server: 'prometheus',
      ports: [9090],
      mounts: { '/config': files.path },
      tmpfs: { '/prometheus': 'uid=65534,gid=65534' },
      command: ['--config.file=/config/prometheus.yml', '--storage.tsdb.path=/prometheus'],
      ready: { port: 9090, path: '/-/ready' },
    });
  }, 90_000);
  afterAll(async () => {
    await running?.stop();
    prober?.closeAllConnections();
    prober?.close();
    await files?.remove();
  });

  test('is each address by its module, and the series are of the address', async () => {
    const query = async (expr: string): Promise<Answer['data']['result']> => {
      const answer = await fetch(`${running?.address(9090)}/api/v1/query?query=${encodeURIComponent(expr)}`);
      return ((await answer.json()) as Answer).data.result; // Prometheus' own
    };
    const both = await until(20, async () => {
      const found = await query('probe_success');
      return found.length === 2 ? found : undefined;
    });
    const series = (both ?? []).map(({ metric, value }) => [metric, value[1]]);
    const one = (instance: string) => ({ __name__: 'probe_success', job: 'front', instance });
    expect(series).toEqual(
      expect.arrayContaining([
        [one('https://shop.example.org'), '1'],
        [one('https://old.example.org'), '0'],
      ]),
    );
    expect(await query('probe_other')).toEqual([]);
    expect([...asked].sort()).toEqual([
      '/probe?module=http_2xx&target=https%3A%2F%2Fold.example.org',
      '/probe?module=http_2xx&target=https%3A%2F%2Fshop.example.org',
    ]);
  }, 60_000);
});
