/** The whole way of a log line, on real servers: the demo writes it, the collector reads it, Loki finds it by its correlation id. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../definitions/phoenix/demo/start-demo.ts';
import { type Artifact, compileModule } from '../../src/program.ts';
import { indexOf, linesOf } from './loki-client.ts';
import { openSite, type Site } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { deploy } from './systems/deploy.ts';
import { logging } from './systems/logging.ts';

const TODAY = '2026-11-21';
const LOGS = '/var/log/phoenix';

await serverSuite(['loki', 'collector'], 'a log line on its way', () => {
  let site: Site;
  let loki = '';
  let demo: Demo;

  beforeAll(async () => {
    site = await openSite();
    const logs = await site.folder();
    demo = await startDemo({ stdout: false, logFile: join(logs, 'phoenix.log') });
    site.also(demo.stop);
    loki = await startServers(site, logs);
  }, 150_000);
  afterAll(() => site?.end(), 30_000);

  test('is found by its correlation id, with the trace id of the request', async () => {
    const correlationId = randomUUID();
    const answer = await fetch(`${demo.master}/plans`, { method: 'POST', headers: { 'x-correlation-id': correlationId } });
    expect([answer.status, answer.headers.get('x-correlation-id')]).toEqual([202, correlationId]);
    const ours = `{service_name="phoenix-master", stream="app"} | correlation_id="${correlationId}"`;
    const [found] = (await linesOf(loki, `${ours} |= "request answered" | component="phoenix-master"`, 1)) ?? [];
    expect(found?.stream).toMatchObject({ level: 'info', correlation_id: correlationId });
    expect(found?.stream['trace_id']).toBe(answer.headers.get('x-trace-id'));
    expect(JSON.parse(found?.values[0]?.[1] ?? '{}')).toMatchObject({
      message: 'request answered',
      trace_id: answer.headers.get('x-trace-id'),
      metadata: { method: 'POST', path: '/plans', status: 202 },
    });
  }, 40_000);

  test('of an agent has the correlation id and the trace of the request that caused it', async () => {
    const correlationId = randomUUID();
    const answer = await fetch(`${demo.master}/plans`, { method: 'POST', headers: { 'x-correlation-id': correlationId } });
    const ours = `{stream="app", component="phoenix-agent"} | correlation_id="${correlationId}"`;
    const [found] = (await linesOf(loki, ours, 1)) ?? [];
    expect(found?.stream['trace_id']).toBe(answer.headers.get('x-trace-id'));
  }, 40_000);

  test('adds nothing to the index that changes with the request', async () => {
    const labels = (await indexOf(loki, '{stream="app"}')).flatMap(Object.keys);
    expect([...new Set(labels)].sort()).toEqual(['component', 'level', 'service_name', 'stream']);
  });
});

async function startServers(site: Site, logs: string): Promise<string> {
  const built = compileModule(logging({ file: `${LOGS}/phoenix.log` }), TODAY);
  expect(built.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  const folders = { loki: await site.folder(), collector: await site.folder() };
  await deployFiles(built.artifacts, built.derived.estate.environments[0], folders);
  const url = await site.start('loki', {
    alias: 'loki',
    port: 3100,
    mounts: { '/etc/loki': folders.loki },
    command: ['-config.file=/etc/loki/loki.yaml'],
    ready: '/ready',
  });
  await site.start('collector', {
    alias: 'collector',
    port: 13133,
    mounts: { '/etc/otelcol': folders.collector, [LOGS]: logs },
    tmpfs: { '/var/lib/otelcol': 'uid=10001,gid=10001' },
    command: ['--config=/etc/otelcol/config.yaml'],
    ready: '/',
  });
  return url;
}

type Built = ReturnType<typeof compileModule>;

async function deployFiles(
  artifacts: readonly Artifact[],
  environment: Built['derived']['estate']['environments'][number] | undefined,
  folders: Readonly<Record<'loki' | 'collector', string>>,
): Promise<void> {
  if (!environment) throw new Error('there is no environment');
  const at = (to: string) => ({ by: 'files', to, reload: undefined }) as const;
  const reach = { loki: at(folders.loki), collector: at(folders.collector) };
  expect(await deploy(artifacts, environment, reach)).toMatchObject({ status: 'done' });
}
