import { join } from 'node:path';
import { Network, type StartedNetwork } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectorConfig } from '../../src/artifacts/collector-config/index.ts';
import { lokiConfig } from '../../src/artifacts/loki-config/index.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { agent, collector, derived, loki, master, TAIL, tempo, tracing } from '../golden/telemetry/estate.ts';
import { SAMPLES, SEEN_BY_A_COLLECTOR } from '../unit/exporters/samples.ts';
import { IMAGES } from './images.ts';
import { indexOf, linesOf, sendLogs } from './loki-client.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { requireServer } from './support.ts';
import { directoryWith, docker } from './telemetry-support.ts';

const reason = (await requireServer('collector')) ?? (await requireServer('loki'));
const GATES = `--feature-gates=${collector.featureGates.join(',')}`;
const AUDIT = {
  timestamp: new Date().toISOString(),
  level: 'info',
  message: 'key read',
  authorization: 'Bearer abc',
  trace_id: '0af7651916cd43dd8448eb211c80319c',
  span_id: 'b7ad6b7169203331',
};

async function validate(text: string, secrets: readonly string[] = []): Promise<{ code: number; output: string }> {
  const files = await directoryWith({ 'config.yaml': text });
  const options = ['-v', `${files.path}:/config:ro`, ...secrets.flatMap((name) => ['--env', `${name}=of-the-test`])];
  const command = ['validate', '--config=/config/config.yaml', GATES];
  const ran = await docker(['run', '--rm', ...options, IMAGES.collector, ...command]);
  await files.remove();
  return ran;
}

/** How many requests with lines a Loki has had. */
async function pushes(loki: string): Promise<number> {
  const text = await (await fetch(`${loki}/metrics`, { signal: AbortSignal.timeout(5_000) })).text();
  const found = text.split('\n').filter((line) => /^loki_request_duration_seconds_count\{.*route="[^"]*otlp/.test(line));
  expect(found).not.toEqual([]);
  return found.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

describe.skipIf(reason !== undefined)(`a real collector${reason ? ` (${reason})` : ''}`, () => {
  let network: StartedNetwork | undefined;
  const running: RunningServer[] = [];
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;
  let otlp = '';
  let lokiUrl = '';

  beforeAll(async () => {
    const quick = { ...loki, raw: { ingester: { lifecycler: { min_ready_duration: '0s' } } } };
    files = await directoryWith({
      'loki.yaml': textOf(lokiConfig, { loki: quick }),
      'config.yaml': textOf(collectorConfig, { collector, loki, tempo }),
      'phoenix/audit-1.log': `${JSON.stringify(AUDIT)}\nno JSON at all authorization=hunter2 end\n`,
    });
    network = await new Network().start();
    const store = await startServer({
      server: 'loki',
      ports: [3100],
      mounts: { '/config': files.path },
      command: ['-config.file=/config/loki.yaml'],
      on: { network, alias: 'loki' },
      ready: { port: 3100, path: '/ready' },
    });
    running.push(store);
    lokiUrl = store.address(3100);
    const gateway = await startServer({
      server: 'collector',
      ports: [4318, 13133],
      mounts: { '/config': files.path, '/var/log/phoenix': join(files.path, 'phoenix') },
      tmpfs: { '/var/lib/otelcol': 'uid=10001,gid=10001' },
      command: ['--config=/config/config.yaml', GATES],
      on: { network, alias: 'collector' },
      ready: { port: 13133, path: '/' },
    });
    running.push(gateway);
    otlp = gateway.address(4318);
  }, 90_000);
  afterAll(async () => {
    for (const server of running) await server.stop();
    await network?.stop();
    await files?.remove();
  });

  test('accepts a config with every server', async () => {
    expect(await validate(textOf(collectorConfig, { collector, loki, tempo }))).toEqual({ code: 0, output: '' });
  });

  test.each(['0.135', '0.148', '0.153'])('accepts the names of %s, which are aliases there', async (version) => {
    const text = textOf(collectorConfig, { collector: { ...collector, version }, loki, tempo });
    expect(text).toContain('prometheusremotewrite/');
    expect((await validate(text)).code).toBe(0);
  });

  test('accepts sampling that differs by service', async () => {
    const from = derived({ tracings: [tracing(master), tracing(agent, { ...TAIL, keepErrors: false })] });
    expect(await validate(textOf(collectorConfig, { collector, tempo }, from))).toEqual({ code: 0, output: '' });
  });

  test('accepts the exporters whose components are in the image; elasticsearch, awsXray, googleCloud, azureMonitor and s3Archive are not', async () => {
    const seen = SAMPLES.filter(({ type }) => SEEN_BY_A_COLLECTOR.has(type));
    const ran = await validate(textOf(collectorConfig, { collector: { ...collector, exporters: seen }, loki, tempo }), [
      'VENDOR_KEY',
      'MIMIR_PASSWORD',
    ]);
    expect(ran).toEqual({ code: 0, output: '' });
  });

  test('would refuse a key it does not know', async () => {
    const ran = await validate(
      textOf(collectorConfig, { collector: { ...collector, raw: { exporters: { debug: { loud: true } } } }, tempo }),
    );
    expect(ran.code).not.toBe(0);
    expect(ran.output).toContain('loud');
  });

  test('tells records of one resource apart by their labels, and redacts them', async () => {
    const records = [
      { body: 'started card_4242', severity: 'INFO', attributes: { component: 'master', authorization: 'Bearer abc' } },
      { body: '{"msg":"lost","Authorization": "Bearer \\"abc\\"","n":1}', severity: 'ERROR', attributes: { component: 'agent' } },
    ];
    expect(await sendLogs(otlp, { 'service.name': 'phoenix-master' }, records)).toBe(200);
    const found = (await linesOf(lokiUrl, '{service_name="phoenix-master", stream="app"}', 2)) ?? [];
    const lines = Object.fromEntries(found.map(({ stream, values }) => [stream['level'], [stream['component'], values[0]?.[1]]]));
    expect(lines).toEqual({
      info: ['master', 'started ****'],
      error: ['agent', '{"msg":"lost","Authorization": "****","n":1}'],
    });
    expect(JSON.stringify(found)).not.toContain('abc');
    expect(found[0]?.stream).toMatchObject({ cluster: 'eu1', deployment_environment_name: 'production' });
  });

  test('keeps a value outside a closed set out of the index', async () => {
    const record = { body: 'who is this', severity: 'INFO', attributes: { component: 'intruder' } };
    expect(await sendLogs(otlp, { 'service.name': 'phoenix-master' }, [record])).toBe(200);
    const [found] = (await linesOf(lokiUrl, '{service_name="phoenix-master", level="info"} | component="intruder"', 1)) ?? [];
    expect(found?.values[0]?.[1]).toBe('who is this');
    expect((await indexOf(lokiUrl, '{stream="app"}')).map((labels) => labels['component'])).not.toContain('intruder');
  });

  test('sends lines that come one by one on together', async () => {
    const before = await pushes(lokiUrl);
    const record = (index: number) => ({ body: `one by one ${index}`, severity: 'INFO', attributes: { component: 'master' } });
    const sent = Array.from({ length: 60 }, (_, index) => sendLogs(otlp, { 'service.name': 'phoenix-master' }, [record(index)]));
    expect(new Set(await Promise.all(sent))).toEqual(new Set([200]));
    const found = (await linesOf(lokiUrl, '{service_name="phoenix-master", stream="app"} |= "one by one"', 60)) ?? [];
    expect(found.reduce((sum, { values }) => sum + values.length, 0)).toBe(60);
    expect((await pushes(lokiUrl)) - before).toBeLessThan(20);
  });

  test('splits what is more than a server takes at once', async () => {
    const long = Array.from({ length: 25 }, (_, index) => ({ body: `long ${index} ${'x'.repeat(200_000)}`, severity: 'INFO' }));
    expect(await sendLogs(otlp, { 'service.name': 'phoenix-agent' }, long)).toBe(200);
    const short = '| line_format "{{ substr 0 7 __line__ }}"'; // an answer has its own limit
    expect(await linesOf(lokiUrl, `{service_name="phoenix-agent"} |= "long" ${short}`, 25)).toBeDefined();
  });

  test('reads files: labels, trace ids, and lines that are no JSON', async () => {
    const found = (await linesOf(lokiUrl, '{service_name="phoenix-master", stream="audit"}', 2)) ?? [];
    const json = found.find(({ stream }) => stream['level'] === 'info');
    expect(json?.stream).toMatchObject({
      trace_id: AUDIT.trace_id,
      span_id: AUDIT.span_id,
      authorization: '****',
      severity_text: 'info',
    });
    expect(json?.values[0]?.[1]).toContain('"authorization":"****"');
    expect(found.flatMap(({ values }) => values.map(([, line]) => line))).toContain('no JSON at all authorization=**** end');
    expect(await indexOf(lokiUrl, '{stream="audit", level="info"}')).toEqual([
      { level: 'info', service_name: 'phoenix-master', stream: 'audit' },
    ]);
  });
});
