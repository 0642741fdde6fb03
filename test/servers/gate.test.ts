import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionTo } from '../../src/model/connection.ts';
import { type GateQuestion, readGate } from '../../src/operate/gate/read.ts';
import { prometheusReader } from '../../src/operate/servers/prometheus.ts';
import { type Container, sharedFolder, startContainer } from './container.ts';
import { serverSuite } from './support.ts';

const rule = (record: string, expr: string, labels: string) =>
  `      - {record: '${record}', expr: '${expr}', labels: {${labels}}}`;
/** What a budget policy records, without a budget. */
const RULES = `groups:
  - name: it
    interval: 1s
    rules:
${[
  rule('slo:deploy_freeze:state', 'vector(0)', 'slo: shop/well, service: shop'),
  rule('slo:deploy_freeze:state', 'vector(1)', 'slo: shop/late, service: shop'),
  rule('slo:error_budget:remaining_ratio', 'vector(0.75)', 'slo: shop/well'),
  rule('slo:error_budget:burn_rate', 'vector(2.5)', 'slo: shop/well'),
  rule('slo:error_budget:burn_rate', '1 / (vector(1) - 1)', 'slo: shop/late'),
  rule('slo:error_budget:remaining_ratio', 'vector(0.9)', 'slo: blog/idle'),
  rule('slo:error_budget:remaining_ratio', 'vector(0.05)', 'slo: shop/late'),
].join('\n')}
`;
const question = (change: Partial<GateQuestion>): GateQuestion => ({
  service: undefined,
  slos: [],
  expected: [],
  allowMissing: false,
  ...change,
});
const io = { baseDirectory: '/', env: {}, secret: () => '', wait: pause, timeoutMs: 10_000 };

await serverSuite('prometheus', 'the gate asks a Prometheus', () => {
  let server: Container;
  beforeAll(async () => {
    const folder = await sharedFolder();
    await writeFile(join(folder, 'rules.yaml'), RULES);
    await writeFile(join(folder, 'prometheus.yml'), 'global: {evaluation_interval: 1s}\nrule_files: [rules.yaml]\n');
    server = await startContainer(
      { server: 'prometheus', port: 9090, ready: '/-/ready', readyWithinMs: 60_000 },
      folder,
      '/etc/prometheus',
      ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
    );
  }, 90_000);
  afterAll(() => server?.stop());

  const gate = (change: Partial<GateQuestion> = {}) => readGate(prometheusReader(connectionTo(server.url), io), question(change));

  test('and reads what freezes, what does not, and what is left', { timeout: 40_000 }, async () => {
    await expect.poll(async () => (await gate()).slos.length, { timeout: 30_000 }).toBe(2);
    expect(await gate()).toEqual({
      gate: 'closed',
      slos: [
        { slo: 'shop/late', state: 'frozen', remaining: 0.05, since: null },
        { slo: 'shop/well', state: 'open', remaining: 0.75, since: null },
      ],
    });
  });

  test('and only of what is asked', async () => {
    expect((await gate({ slos: ['shop/well'] })).gate).toBe('open');
    expect((await gate({ service: 'blog', expected: ['blog/gone'] })).slos).toEqual([
      { slo: 'blog/gone', state: 'unknown', remaining: null, since: null },
    ]);
  });

  test('and by what burned in the last hour', async () => {
    const burn = (most: number, slos: string[]) => gate({ slos, burn: { most, expected: slos } });
    await expect.poll(async () => (await burn(2, ['blog/idle'])).gate, { timeout: 10_000 }).toBe('open');
    expect(await burn(2, ['shop/well'])).toEqual({
      gate: 'closed',
      slos: [{ slo: 'shop/well', state: 'burning', remaining: 0.75, burnRate: 2.5, since: null }],
    });
    expect((await burn(2.5, ['shop/well'])).gate).toBe('open');
    // endless, and frozen says more
    expect((await burn(2, ['shop/late'])).slos).toMatchObject([{ state: 'frozen', burnRate: Number.POSITIVE_INFINITY }]);
    // without traffic nothing burns; without a budget nobody knows
    expect((await burn(2, ['blog/idle'])).slos).toMatchObject([{ state: 'open', burnRate: null }]);
    expect(await burn(2, ['blog/gone'])).toMatchObject({ gate: 'closed', slos: [{ state: 'unknown' }] });
  });

  test('and every query is one that Prometheus can run', async () => {
    await expect(gate({ slos: ['a.b/c-d_e"', 'x'], service: 'a"b' })).resolves.toMatchObject({ gate: 'closed' });
  });
});
