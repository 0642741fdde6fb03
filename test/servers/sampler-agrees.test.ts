import { randomBytes } from 'node:crypto';
import { head, importance, rateLimited, tail } from 'signalbox';
import { samplerOf } from 'signalbox/runtime';
import { afterEach, expect, test } from 'vitest';
import { collectorConfig } from '../../src/artifacts/collector-config/index.ts';
import type { Sampling } from '../../src/authored/sampling.ts';
import { resolveSampling } from '../../src/define/resolve-sampling.ts';
import { consoleExporter } from '../../src/exporters/console.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { agent, collector, derived, master, tracing } from '../golden/telemetry/estate.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';
import { directoryWith, until } from './telemetry-support.ts';

const COUNT = 400;

interface Trace {
  readonly traceId: string;
  readonly name: string;
  readonly isError: boolean;
  readonly durationMs: number;
  /** Of each of its spans. */
  readonly spans: readonly Readonly<Record<string, string>>[];
}

/** One in twenty fails, one in twenty takes a second and more, two in twenty lie at the limit; every fourth is gold in its second span. */
function made(): Trace[] {
  return Array.from({ length: COUNT }, (_, index) => ({
    traceId: randomBytes(16).toString('hex'),
    name: 'work',
    isError: index % 20 === 0,
    durationMs: [0, 1_500, 1_000, 999][index % 20] ?? 5,
    spans: [
      { 'service.name': master.name, route: index % 2 === 0 ? '/health' : '/pay' },
      { 'service.name': master.name, tier: index % 4 < 2 ? 'gold' : 'free' },
    ],
  }));
}

function spansOf({ traceId, name, isError, durationMs, spans }: Trace): object[] {
  const start = BigInt(Date.now() - 10_000) * 1_000_000n;
  return spans.map((attributes) => ({
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name,
    kind: 2,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + BigInt(durationMs) * 1_000_000n),
    status: { code: isError ? 2 : 1 },
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  }));
}

const resolved = (sampling: Sampling) => resolveSampling(sampling, { report: () => {}, attributes: undefined });
const RULES = [
  { name: 'gold pay', where: { tier: 'gold', route: ['/pay', '/refund'] }, keep: '60%' },
  { name: 'health', where: { route: '/health' }, keep: '5%' },
] as const;
const DEFINITIONS: readonly [string, Sampling][] = [
  ['tail', tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '30%', decideAfter: '1s' })],
  ['importance', importance({ rules: RULES, otherwise: '30%', decideAfter: '1s' })],
  [
    'importance with errors and slow traces',
    importance({ keepErrors: true, keepSlowerThan: '1s', rules: RULES, otherwise: '30%', decideAfter: '1s' }),
  ],
];

await serverSuite('collector', 'one definition, in the process and in a real collector', () => {
  let server: RunningServer | undefined;
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;

  async function started(sampling: Sampling, beside: readonly ReturnType<typeof tracing>[] = []): Promise<void> {
    const exporters = [consoleExporter({ verbosity: 'detailed' })];
    const from = derived({ tracings: [tracing(master, resolved(sampling)), ...beside] });
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
  }
  afterEach(async () => {
    await server?.stop();
    await files?.remove();
  });

  /** The ids the collector keeps of these traces, once as many as wanted have come and no more follow. */
  async function keptOf(traces: readonly Trace[], wanted: number, service = master.name): Promise<string[]> {
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
    const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: traces.flatMap(spansOf) }] }] });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server?.address(4318)}/v1/traces`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    const kept = async () => [
      ...new Set([...((await server?.logs()) ?? '').matchAll(/Trace ID\s*: ([0-9a-f]{32})/g)].map(([, id = '']) => id)),
    ];
    await until(20, async () => ((await kept()).length >= wanted ? true : undefined));
    await new Promise((done) => setTimeout(done, 2_000)); // for what should not come
    return (await kept()).sort();
  }

  for (const [name, definition] of DEFINITIONS)
    for (const isAlone of [true, false])
      test(`${name}${isAlone ? '' : ', beside a service with another'}: of ${COUNT} traces exactly those are kept that the sampler keeps`, async () => {
        await started(definition, isAlone ? [] : [tracing(agent)]);
        const traces = made();
        const subject = samplerOf(definition);
        const wanted = traces.filter((trace) => subject.decide(trace).keep).map(({ traceId }) => traceId);
        expect(await keptOf(traces, wanted.length)).toEqual(wanted.sort());
        expect(wanted.length).toBeGreaterThan(COUNT * 0.1);
        expect(wanted.length).toBeLessThan(COUNT * 0.6);
      }, 90_000);

  test('a limit holds in the collector, over all that comes at once', async () => {
    await started(rateLimited({ perSecond: 25, spansPerTrace: 2, decideAfter: '1s' }));
    const kept = await keptOf(made(), 1);
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.length).toBeLessThanOrEqual(3 * 25); // decided in ticks of a second, of which the sending may meet two or three
  }, 90_000);

  test('what the process has decided is not decided again', async () => {
    await started(tail({ keepErrors: true, otherwise: '0%', decideAfter: '1s' }), [
      tracing(agent, resolved(head({ ratio: '10%' }))),
    ]);
    const traces = made().map((trace) => ({
      ...trace,
      spans: trace.spans.map(({ 'service.name': _of, ...span }) => ({ ...span })),
    }));
    expect(await keptOf(traces, COUNT, agent.name)).toHaveLength(COUNT);
  }, 90_000);
});
