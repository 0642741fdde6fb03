/** Two agents, two gateways, traces whose spans come to both agents: sampled by their end, and whole. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectorConfig } from '../../src/artifacts/collector-config/index.ts';
import { consoleExporter } from '../../src/exporters/console.ts';
import { fromNumber } from '../../src/kernel/decimal.ts';
import { collector, derived, environment, master, TAIL, tracing } from '../golden/telemetry/estate.ts';
import { IMAGES } from './images.ts';
import { openSite, type Site } from './stack-support.ts';
import { requireServer } from './support.ts';
import { docker, until } from './telemetry-support.ts';

const reason = await requireServer('collector');
const HOSTS = ['gateway-0:4317', 'gateway-1:4317'];
/** Half of the trace ids each. */
const ENDINGS = ['[02468ace]$', '[13579bdf]$'];

interface Config {
  processors: Record<string, unknown>;
  exporters: Record<string, unknown>;
  service: { pipelines: Record<string, { receivers: string[]; processors: string[]; exporters: string[] }> };
}

/** The two files, with what is sampled printed by the gateways. */
function compiled(): Readonly<Record<string, string>> {
  const gateways = { found: { by: 'static', hosts: HOSTS }, balance: 'trace', raw: {} } as const;
  const server = { ...collector, receive: [], exporters: [consoleExporter({ verbosity: 'detailed' })], gateways };
  const strict = { ...TAIL, keepSlowerThanMs: undefined, otherwise: fromNumber(0), decideAfterMs: 2_000 };
  const from = derived({ logStreams: [], tracings: [tracing(master, strict)] });
  const { value } = collectorConfig.compile({
    derived: from,
    environment: environment({ prometheus: undefined, collector: server }),
  });
  return Object.fromEntries(value.map(({ path, content }) => [path, collectorConfig.print(content)]));
}

/**
 * Where the image holds no `load_balancing`: the same choice by trace id, made of a filter for each gateway. All else of the agents is
 * as compiled.
 */
function withoutBalancer(text: string): string {
  const config = load(text) as Config;
  const { traces } = config.service.pipelines;
  if (!traces) throw new Error('agents send no traces');
  config.exporters = {};
  config.service.pipelines = {};
  HOSTS.forEach((endpoint, index) => {
    const others = ENDINGS[1 - index];
    config.processors[`filter/${index}`] = { traces: { span: [`IsMatch(trace_id.string, "${others}")`] } };
    config.exporters[`otlp_grpc/${index}`] = { endpoint, tls: { insecure: true } };
    const processors = [...traces.processors, `filter/${index}`];
    config.service.pipelines[`traces/${index}`] = { ...traces, processors, exporters: [`otlp_grpc/${index}`] };
  });
  return dump(config);
}

async function send(to: string, traceId: string, name: string, failed = false): Promise<void> {
  const start = BigInt(Date.now()) * 1_000_000n;
  const span = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name,
    kind: 2,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + 5_000_000n),
    status: { code: failed ? 2 : 1 },
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: master.name } }] };
  const answer = await fetch(`${to}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }),
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

describe.skipIf(reason !== undefined)(`collectors in tiers${reason ? ` (${reason})` : ''}`, () => {
  let site: Site | undefined;
  let agents: string[] = [];
  let gateways: string[] = [];
  const files = compiled();

  async function start(alias: string, folder: string, file: string): Promise<string> {
    return await (site as Site).start('collector', {
      alias,
      port: 4318,
      mounts: { '/config': folder },
      command: [`--config=/config/${file}`, `--feature-gates=${collector.featureGates.join(',')}`],
      ready: '/',
      readyPort: 13133,
    });
  }

  beforeAll(async () => {
    site = await openSite();
    const folder = await site.folder();
    const { output } = await docker(['run', '--rm', IMAGES.collector, 'components']);
    const agent = files['collector/agent.yaml'] ?? '';
    await writeFile(join(folder, 'agent.yaml'), output.includes('name: load_balancing') ? agent : withoutBalancer(agent));
    await writeFile(join(folder, 'gateway.yaml'), files['collector/gateway.yaml'] ?? '');
    gateways = [await start('gateway-0', folder, 'gateway.yaml'), await start('gateway-1', folder, 'gateway.yaml')];
    agents = [await start('agent-0', folder, 'agent.yaml'), await start('agent-1', folder, 'agent.yaml')];
  }, 120_000);
  afterAll(() => site?.end());

  /** What both gateways kept, once it holds `names`. */
  async function kept(names: readonly string[]): Promise<readonly string[]> {
    const read = () => Promise.all(['gateway-0', 'gateway-1'].map((alias) => (site as Site).logs(alias)));
    const found = await until(20, async () => {
      const logs = await read();
      return names.every((name) => logs.some((one) => one.includes(name))) ? logs : undefined;
    });
    return found ?? (await read());
  }

  test('a trace split over two agents is kept whole when one of its spans failed', { timeout: 60_000 }, async () => {
    const ids = Array.from({ length: 8 }, (_, index) => `${randomBytes(15).toString('hex')}0${index}`);
    for (const [index, id] of ids.entries()) {
      await send(agents[index % 2] ?? '', id, `whole-${index}-began`);
      await send(agents[1 - (index % 2)] ?? '', id, `whole-${index}-failed`, true);
      await send(agents[0] ?? '', randomBytes(16).toString('hex'), `fine-${index}`);
    }
    const names = ids.flatMap((_, index) => [`whole-${index}-began`, `whole-${index}-failed`]);
    const logs = await kept(names);
    for (const [index] of ids.entries()) {
      const of = logs.map((one) => ['began', 'failed'].filter((end) => one.includes(`whole-${index}-${end}`)));
      expect(of.sort((a, b) => b.length - a.length)).toEqual([['began', 'failed'], []]);
    }
    expect(logs.every((one) => one.includes('whole-'))).toBe(true);
    expect(logs.join('')).not.toContain('fine-');
  });

  test('a balancer that splits traces keeps the failed half alone', { timeout: 60_000 }, async () => {
    const id = randomBytes(16).toString('hex');
    await send(gateways[0] ?? '', id, 'torn-began');
    await send(gateways[1] ?? '', id, 'torn-failed', true);
    const logs = (await kept(['torn-failed'])).join('');
    expect(logs).toContain('torn-failed');
    expect(logs).not.toContain('torn-began');
  });
});
