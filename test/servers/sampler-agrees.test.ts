import { randomBytes } from 'node:crypto';
import { tail } from 'signalbox';
import { samplerOf } from 'signalbox/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectorConfig } from '../../src/artifacts/collector-config/index.ts';
import { consoleExporter } from '../../src/exporters/console.ts';
import { parseDecimal } from '../../src/kernel/decimal.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { collector, derived, master, tracing } from '../golden/telemetry/estate.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';
import { directoryWith, until } from './telemetry-support.ts';

const COUNT = 400;
const definition = tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '30%', decideAfter: '1s' });
const resolved = {
  type: 'tail',
  keepErrors: true,
  keepSlowerThanMs: 1_000,
  otherwise: parseDecimal('30%') ?? { n: 0n, d: 1n },
  decideAfterMs: 1_000,
} as const;

/** One in twenty fails, one in twenty takes a second and more, two in twenty lie at the limit. */
const TRACES = Array.from({ length: COUNT }, (_, index) => ({
  traceId: randomBytes(16).toString('hex'),
  name: 'work',
  isError: index % 20 === 0,
  durationMs: [0, 1_500, 1_000, 999][index % 20] ?? 5,
}));

function spanOf({ traceId, name, isError, durationMs }: (typeof TRACES)[number]): object {
  const start = BigInt(Date.now() - 10_000) * 1_000_000n;
  return {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name,
    kind: 2,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + BigInt(durationMs) * 1_000_000n),
    status: { code: isError ? 2 : 1 },
  };
}

await serverSuite('collector', 'one definition, in the process and in a real collector', () => {
  let server: RunningServer | undefined;
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;

  beforeAll(async () => {
    const exporters = [consoleExporter({ verbosity: 'detailed' })];
    const from = derived({ tracings: [tracing(master, resolved)] });
    const text = textOf(collectorConfig, { prometheus: undefined, collector: { ...collector, exporters } }, from);
    files = await directoryWith({ 'config.yaml': text });
    server = await startServer({
      server: 'collector',
      ports: [4318, 13133],
      mounts: { '/config': files.path },
      tmpfs: { '/var/lib/otelcol': 'uid=10001,gid=10001' },
      command: ['--config=/config/config.yaml', `--feature-gates=${collector.featureGates.join(',')}`],
      ready: { port: 13133, path: '/' },
    });
  }, 90_000);
  afterAll(async () => {
    await server?.stop();
    await files?.remove();
  });

  test(`of ${COUNT} traces exactly those are kept that the sampler of the definition keeps`, async () => {
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: master.name } }] };
    const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: TRACES.map(spanOf) }] }] });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server?.address(4318)}/v1/traces`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    const subject = samplerOf(definition);
    const wanted = TRACES.filter((trace) => subject.decide(trace).keep).map(({ traceId }) => traceId);
    const kept = async () =>
      [...((await server?.logs()) ?? '').matchAll(/Trace ID\s*: ([0-9a-f]{32})/g)].map(([, id = '']) => id);
    await until(20, async () => ((await kept()).length >= wanted.length ? true : undefined));
    await new Promise((done) => setTimeout(done, 2_000)); // for what should not come
    expect((await kept()).sort()).toEqual(wanted.sort());
    expect(wanted.length).toBeGreaterThan(COUNT * 0.3);
  }, 60_000);
});
