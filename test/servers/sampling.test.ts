import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectorConfig } from '../../src/artifacts/collector-config/index.ts';
import { consoleExporter } from '../../src/exporters/console.ts';
import { parseDecimal } from '../../src/kernel/decimal.ts';
import type { TailSampling } from '../../src/model/telemetry.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { agent, collector, derived, master, tracing } from '../golden/telemetry/estate.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { requireServer } from './support.ts';
import { directoryWith, until } from './telemetry-support.ts';

const reason = await requireServer('collector');
const ALL = parseDecimal('100%') ?? { n: 0n, d: 1n };
const NONE = parseDecimal('0%') ?? ALL;
const STRICT: TailSampling = { type: 'tail', keepErrors: true, keepSlowerThanMs: 1_000, otherwise: NONE, decideAfterMs: 1_000 };

/** One trace of one span, named for what it is. */
function spanOf(service: string, name: string, options: { readonly ms?: number; readonly error?: boolean } = {}): object {
  const start = BigInt(Date.now() - 10_000) * 1_000_000n;
  const span = {
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name,
    kind: 2,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + BigInt(options.ms ?? 5) * 1_000_000n),
    status: { code: options.error ? 2 : 1 },
    attributes: [{ key: 'http.request.header.authorization', value: { stringValue: 'Bearer abc' } }],
  };
  return {
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [{ spans: [span] }],
  };
}

describe.skipIf(reason !== undefined)(`sampling in a real collector${reason ? ` (${reason})` : ''}`, () => {
  let server: RunningServer | undefined;
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;
  let kept = '';

  beforeAll(async () => {
    const from = derived({
      tracings: [tracing(master, STRICT), tracing(agent, { ...STRICT, keepErrors: false, otherwise: ALL })],
    });
    const exporters = [consoleExporter({ verbosity: 'detailed' })];
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
    const resourceSpans = [
      spanOf(master.name, 'master-fast'),
      spanOf(master.name, 'master-slow', { ms: 1_500 }),
      spanOf(master.name, 'master-failed', { error: true }),
      spanOf(agent.name, 'agent-fast'),
      spanOf('undeclared', 'undeclared-fast'),
    ];
    const body = JSON.stringify({ resourceSpans });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${await server.address(4318)}/v1/traces`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) throw new Error(await answer.text());
    const seen = await until(20, async () => {
      const logs = (await server?.logs()) ?? '';
      return ['master-slow', 'master-failed', 'agent-fast', 'undeclared-fast'].every((name) => logs.includes(name))
        ? logs
        : undefined;
    });
    kept = seen ?? (await server.logs());
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    await files?.remove();
  });

  test('keeps errors and slow traces of a strict service, and drops the rest', () => {
    expect(kept).toContain('master-failed');
    expect(kept).toContain('master-slow');
    expect(kept).not.toContain('master-fast');
  });

  test('each service has its own share, and who declared none keeps everything', () => {
    expect(kept).toContain('agent-fast');
    expect(kept).toContain('undeclared-fast');
  });

  test('attributes of spans are redacted and enriched', () => {
    expect(kept).toContain('http.request.header.authorization: Str(****)');
    expect(kept).not.toContain('Bearer abc');
    expect(kept).toContain('deployment.environment.name: Str(production)');
  });
});
