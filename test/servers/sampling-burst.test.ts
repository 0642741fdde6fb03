/** Many traces kept by tail sampling in one moment, and a server that answers slowly: what the queue has room for all arrives. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectorConfig } from '../../src/artifacts/collector-config/index.ts';
import { BATCHED } from '../../src/exporters/batching.ts';
import { otlp } from '../../src/exporters/otlp.ts';
import { fromNumber } from '../../src/kernel/decimal.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { collector, derived, master, TAIL, tracing } from '../golden/telemetry/estate.ts';
import { type OtlpListener, otlpListener } from './scenarios/otlp-listener.ts';
import { hostAddress, openSite, type Site, until } from './stack-support.ts';
import { serverSuite } from './support.ts';

const MANY = 5_000;
/** Five times what the default queue holds, and a small part of ours. */
const BYTES_EACH = 2_000;
const ANSWERS_AFTER_MS = 3_000;
const QUIET_MS = 2 * ANSWERS_AFTER_MS;
const MOST_SECONDS = 60;
/** What an exporter has that is told nothing. */
const BY_DEFAULT = { ...BATCHED.sending_queue, sizer: 'requests', queue_size: 1_000 };

/** The compiled file, with spans in JSON for a listener here, and its queue as told. */
function configFor(port: number, queue: object): string {
  const endpoint = `http://host.docker.internal:${port}`;
  const slow = otlp({ name: 'slow', endpoint, protocol: 'http', tls: { insecure: true } });
  const raw = { exporters: { 'otlp_http/slow': { encoding: 'json', compression: 'none', ...queue } } };
  const strict = { ...TAIL, keepSlowerThanMs: undefined, otherwise: fromNumber(0), decideAfterMs: 2_000 };
  const from = derived({ logStreams: [], tracings: [tracing(master, strict)] });
  return textOf(
    collectorConfig,
    { prometheus: undefined, collector: { ...collector, receive: [], exporters: [slow], raw } },
    from,
  );
}

/** Spans that failed, each a trace of its own. */
function failures(many: number): { readonly ids: readonly string[]; readonly body: string } {
  const ids = Array.from({ length: many }, () => randomBytes(16).toString('hex'));
  const time = String(BigInt(Date.now()) * 1_000_000n);
  const attributes = [{ key: 'message', value: { stringValue: 'x'.repeat(BYTES_EACH) } }];
  const spans = ids.map((traceId) => ({
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'failed',
    kind: 2,
    startTimeUnixNano: time,
    endTimeUnixNano: time,
    status: { code: 2 },
    attributes,
  }));
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: master.name } }] };
  return { ids, body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }) };
}

await serverSuite('collector', 'a burst of kept traces', () => {
  let site: Site;

  beforeAll(async () => {
    site = await openSite();
  }, 60_000);
  afterAll(() => site?.end());

  /** How many of a burst arrive at a server that is slow to answer. */
  async function arrived(alias: string, queue: object): Promise<number> {
    const listener: OtlpListener = await otlpListener(await hostAddress(), ANSWERS_AFTER_MS);
    site.also(listener.stop);
    const folder = await site.folder();
    await writeFile(join(folder, 'config.yaml'), configFor(listener.port, queue));
    const mounts = { '/etc/otelcol': folder };
    const command = ['--config=/etc/otelcol/config.yaml'];
    const url = await site.start('collector', { alias, port: 4318, readyPort: 13133, mounts, command, ready: '/' });
    const { body, ids } = failures(MANY);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/v1/traces`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    const here = () => ids.filter((id) => listener.traces.has(id)).length;
    await until(MOST_SECONDS, async () => {
      const isQuiet = here() > 0 && performance.now() - listener.lastMs() > QUIET_MS;
      return here() === ids.length || isQuiet || undefined;
    });
    return here();
  }

  test('all of it arrives', { timeout: 120_000 }, async () => {
    expect(await arrived('counted-in-bytes', {})).toBe(MANY);
  });

  test('most of it is lost where the queue counts requests, as it does by default', { timeout: 120_000 }, async () => {
    expect(await arrived('counted-in-requests', { sending_queue: BY_DEFAULT })).toBeLessThan(MANY / 2);
  });
});
