import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lokiConfig } from '../../src/artifacts/loki-config/index.ts';
import { lokiRules } from '../../src/artifacts/loki-rules/index.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { bucket, derived, environment, loki } from '../golden/telemetry/estate.ts';
import { logRules } from '../golden/telemetry/rules.ts';
import { IMAGES } from './images.ts';
import { indexOf, linesOf, sendLogs } from './loki-client.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { requireServer } from './support.ts';
import { directoryWith, docker } from './telemetry-support.ts';

const reason = await requireServer('loki');

async function verify(text: string): Promise<{ code: number; output: string }> {
  const files = await directoryWith({ 'loki.yaml': text });
  const mount = `${files.path}:/config:ro`;
  const ran = await docker(['run', '--rm', '-v', mount, IMAGES.loki, '-config.file=/config/loki.yaml', '-verify-config']);
  await files.remove();
  return ran;
}

describe.skipIf(reason !== undefined)(`a real Loki${reason ? ` (${reason})` : ''}`, () => {
  let server: RunningServer | undefined;
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;
  let url = '';

  beforeAll(async () => {
    const rules = textOf(lokiRules, { loki }, derived({ groups: [logRules] }));
    files = await directoryWith({ 'loki.yaml': textOf(lokiConfig, { loki }), 'rules/fake/phoenix-master.yaml': rules });
    server = await startServer({
      server: 'loki',
      ports: [3100],
      mounts: { '/config/loki.yaml': join(files.path, 'loki.yaml'), '/loki/rules': join(files.path, 'rules') },
      command: ['-config.file=/config/loki.yaml'],
      ready: { port: 3100, path: '/ready' },
    });
    url = server.address(3100);
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    await files?.remove();
  });

  test('verifies the config of one process', async () => {
    expect((await verify(textOf(lokiConfig, { loki }))).output).toContain('config is valid');
  });

  test('verifies the config of many processes', async () => {
    const text = textOf(lokiConfig, {
      loki: { ...loki, form: 'distributed', store: bucket, replicationFactor: 3, tenant: 'phoenix' },
    });
    expect((await verify(text)).output).toContain('config is valid');
  });

  test.each([
    ['one process', loki],
    ['many processes', { ...loki, form: 'distributed', store: bucket, replicationFactor: 3, tenant: 'phoenix' } as const],
  ])('reads the form of 3.0 to 3.3, which it has not given up: %s', async (_, server) => {
    const text = textOf(lokiConfig, { loki: { ...server, version: '3.3' } });
    expect(text).not.toContain('use_thanos_objstore');
    expect((await verify(text)).output).toContain('config is valid');
  });

  test('would refuse what 2.9 needs', async () => {
    const ran = await verify(textOf(lokiConfig, { loki: { ...loki, version: '2.9' } }));
    expect(ran.code).not.toBe(0);
    expect(ran.output).toContain('shared_store not found in type');
  });

  test('would refuse a key it does not know', async () => {
    const text = textOf(lokiConfig, { loki: { ...loki, raw: { ruler: { no_such_key: true } } } });
    const ran = await verify(text);
    expect(ran.code).not.toBe(0);
    expect(ran.output).toContain('no_such_key');
  });

  test.each([
    ['ingester.ring', { ingester: { ring: { replication_factor: 3 } } }],
    ['ingester.max_transfer_retries', { ingester: { max_transfer_retries: 0 } }],
    ['storage_config.boltdb_shipper.shared_store', { storage_config: { boltdb_shipper: { shared_store: 's3' } } }],
    ['chunk_store_config.max_look_back_period', { chunk_store_config: { max_look_back_period: '0s' } }],
    ['limits_config.enforce_metric_name', { limits_config: { enforce_metric_name: false } }],
    ['query_range.split_queries_by_interval', { query_range: { split_queries_by_interval: '1h' } }],
  ])('does refuse %s, as we say', async (path, raw) => {
    const server = { ...loki, raw };
    const { diagnostics, value } = lokiConfig.compile({ derived: derived(), environment: environment({ loki: server }) });
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringContaining(`loki/deleted-key Loki 3.7 does not start with ${path}`),
    ]);
    const [draft] = value;
    const ran = await verify(lokiConfig.print(draft?.content ?? { header: [], config: {} }));
    expect(ran.code).not.toBe(0);
    expect(ran.output).toContain('not found in type');
  });

  test('indexes the declared labels of a line that came by OTLP, and nothing else', async () => {
    const resource = {
      'service.name': 'phoenix-master',
      stream: 'app',
      level: 'error',
      component: 'agent',
      'k8s.pod.name': 'master-0',
    };
    const status = await sendLogs(`${url}/otlp`, resource, [{ body: 'lost a task', attributes: { plan_id: 'p1' } }]);
    expect(status).toBe(204);
    const [found] = (await linesOf(url, '{stream="app", level="error"} | plan_id="p1"', 1)) ?? [];
    expect(found?.values[0]?.[1]).toBe('lost a task');
    expect(found?.stream).toMatchObject({ k8s_pod_name: 'master-0', plan_id: 'p1' });
    const index = await indexOf(url, '{stream="app"}');
    expect(index).toEqual([{ component: 'agent', level: 'error', service_name: 'phoenix-master', stream: 'app' }]);
  });

  test('loads the rules', async () => {
    const answer = await fetch(`${url}/loki/api/v1/rules`);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toContain('PanicLogged');
    expect(text).toContain('phoenix_master:panics:rate5m');
  });
});
