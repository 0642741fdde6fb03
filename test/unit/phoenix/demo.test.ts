import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFault, seededRandom } from '../../../definitions/phoenix/demo/fault.ts';
import { runLoad } from '../../../definitions/phoenix/demo/load.ts';
import { type Demo, optionsFrom, startDemo } from '../../../definitions/phoenix/demo/main.ts';

interface OtlpSpan {
  readonly traceId: string;
  readonly name: string;
  readonly service: string;
}

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const spans: OtlpSpan[] = [];
let collector: ReturnType<typeof createServer>;
let folder: string;
let logFile: string;
let demo: Demo;

beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      spans.push(...spansOf(Buffer.concat(chunks).toString('utf8')));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  folder = await mkdtemp(join(tmpdir(), 'phoenix-'));
  logFile = join(folder, 'phoenix.log');
  const otlpEndpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  demo = await startDemo({ otlpEndpoint, logFile, stdout: false, seed: 7 });
});

afterAll(async () => {
  await demo.stop();
  collector.close();
  await rm(folder, { recursive: true });
});

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers });
const metricsOf = async (url: string) => (await fetch(`${url}/metrics`)).text();
const sampleOf = async (url: string, series: string) => {
  const line = (await metricsOf(url)).split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

interface PlanAnswer {
  readonly status: string;
  readonly tasks: readonly { readonly id: string; readonly status: string }[];
}

async function finished(id: string): Promise<PlanAnswer> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const plan = (await (await fetch(`${demo.master}/plans/${id}`)).json()) as PlanAnswer;
    if (plan.status !== 'running') return plan;
    await sleep(20);
  }
  throw new Error(`plan ${id} never finished`);
}

async function submit(body: unknown = {}, headers: Record<string, string> = {}) {
  const response = await post(`${demo.master}/plans`, body, headers);
  const { id } = (await response.json()) as { id: string };
  return { response, id };
}

describe('a plan', () => {
  test('goes to the agents, is counted on both sides, and is cached once it is done', async () => {
    const { response, id } = await submit({ tasks: ['fetch', 'store'] });
    expect(response.status).toBe(202);
    expect(await finished(id)).toMatchObject({ status: 'completed', tasks: [{ status: 'completed' }, { status: 'completed' }] });
    const hits = (await sampleOf(demo.master, 'cache_hits_total')) ?? 0;
    await fetch(`${demo.master}/plans/${id}`);
    expect(await sampleOf(demo.master, 'cache_hits_total')).toBe(hits + 1);
    expect(await sampleOf(demo.master, 'cache_size_bytes')).toBeGreaterThan(0);
    expect(await sampleOf(demo.master, 'tasks_completed_total')).toBe(await sampleOf(demo.master, 'tasks_queued_total'));
    const done = await Promise.all(demo.agents.map((agent) => sampleOf(agent, 'operations_total{operation="fetch"}')));
    expect(done.reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBeGreaterThanOrEqual(1);
  });

  test('correlation id and trace lead from the answer to every log line and span', async () => {
    const { response, id } = await submit({ tasks: ['transform'] }, { 'x-correlation-id': 'from-the-test' });
    expect(response.headers.get('x-correlation-id')).toBe('from-the-test');
    const traceId = response.headers.get('x-trace-id') ?? '';
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    const [task] = (await finished(id)).tasks;
    await expect
      .poll(
        () =>
          spans
            .filter((span) => span.traceId === traceId)
            .map((span) => span.service)
            .sort(),
        { timeout: 3000 },
      )
      .toEqual(['phoenix-agent', 'phoenix-agent', 'phoenix-master', 'phoenix-master']);
    const lines = (await readFile(logFile, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const ours = lines.filter((line) => line.correlation_id === 'from-the-test');
    expect(ours.map((line) => line.component).sort()).toEqual(['phoenix-agent', 'phoenix-master']);
    expect(new Set(ours.map((line) => line.trace_id))).toEqual(new Set([traceId]));
    expect(task?.id).toMatch(/^[\w-]{36}$/);
  });

  test.each([
    ['/plans', { tasks: ['dance'] }, 400],
    ['/plans', { tasks: [] }, 400],
    ['/nowhere', {}, 404],
    ['/fault', { errorRatio: 2 }, 400],
  ])('POST %s %j is refused with %i', async (path, body, status) => {
    expect((await post(`${demo.master}${path}`, body)).status).toBe(status);
  });

  test('a correlation id that could forge a log line or header is replaced', async () => {
    const { response } = await submit({}, { 'x-correlation-id': 'a b" c' });
    expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('faults', () => {
  test('of the master: every request fails until it is ended', async () => {
    const series = 'requests_total{route="/plans",method="POST",status="5xx"}';
    const before = (await sampleOf(demo.master, series)) ?? Number.NaN;
    expect((await post(`${demo.master}/fault`, { errorRatio: 1, latencySeconds: 0.05 })).status).toBe(200);
    const report = await runLoad({ url: demo.master, requests: 5, perSecond: 100 });
    expect(report.byStatus).toEqual({ 500: 5 });
    expect(await sampleOf(demo.master, series)).toBe(before + 5);
    await post(`${demo.master}/fault`, {});
    const mended = await runLoad({ url: demo.master, requests: 6, perSecond: 100 });
    expect(mended.byStatus['500']).toBeUndefined();
    expect(mended.sent).toBe(6);
    expect(mended.byStatus['202']).toBeGreaterThanOrEqual(3);
  });

  test('of an agent: its tasks fail with the reason, and it says it is unhealthy', async () => {
    const before = (await sampleOf(demo.master, 'tasks_failed_total{reason="agent_error"}')) ?? Number.NaN;
    for (const agent of demo.agents) await post(`${agent}/fault`, { errorRatio: 1 });
    const { id } = await submit({ tasks: Array.from({ length: 44 }, () => 'fetch') });
    expect((await finished(id)).status).toBe('failed');
    expect(await sampleOf(demo.master, 'tasks_failed_total{reason="agent_error"}')).toBeGreaterThanOrEqual(before + 44);
    const [agent = ''] = demo.agents;
    expect(await sampleOf(agent, 'agent_health_status{agent_health_status="unhealthy"}')).toBe(1);
    expect((await fetch(`${agent}/readyz`)).status).toBe(503);
    expect((await fetch(`${agent}/livez`)).status).toBe(200);
    for (const one of demo.agents) await post(`${one}/fault`, {});
  });

  test('the same seed strikes the same requests; a share of 1 always, of 0 never', () => {
    const draw = (seed: number) => Array.from({ length: 1000 }, seededRandom(seed));
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    expect(Math.max(...draw(3))).toBeLessThan(1);
    expect(Math.min(...draw(3))).toBeGreaterThanOrEqual(0);
    expect(draw(3).filter((value) => value < 0.5).length).toBeGreaterThan(400);
    expect(parseFault({})).toEqual({ errorRatio: 0, latencySeconds: 0 });
    expect(parseFault({ errorRatio: '1' })).toBeUndefined();
  });
});

describe('what is exposed', () => {
  test.runIf(hasPromtool)('promtool finds nothing wrong', async () => {
    for (const url of [demo.master, ...demo.agents]) {
      const judged = spawnSync('promtool', ['check', 'metrics'], { input: await metricsOf(url), encoding: 'utf8' });
      expect(`${judged.stdout}${judged.stderr}`).toBe('');
    }
  });

  test('exemplars lead from a slow request to its trace, where OpenMetrics is asked for', async () => {
    const { response } = await submit();
    const traceId = response.headers.get('x-trace-id');
    const scraped = await fetch(`${demo.master}/metrics`, { headers: { accept: 'application/openmetrics-text;version=1.0.0' } });
    const text = await scraped.text();
    expect(text).toMatch(new RegExp(`request_duration_seconds_bucket\\{route="/plans",.* # \\{trace_id="${traceId}"`));
    expect(text).toContain('# UNIT request_duration_seconds seconds');
  });

  test('the master is ready while its agents are', async () => {
    const answer = await fetch(`${demo.master}/readyz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'healthy', components: { agents: { status: 'healthy' } } });
  });
});

test('settings from the environment', () => {
  expect(optionsFrom({})).toEqual({ masterPort: 9464, agentPorts: [9465, 9466] });
  expect(optionsFrom({ PHOENIX_MASTER_PORT: '0', PHOENIX_AGENT_PORTS: '1,2,3', PHOENIX_HOST: '0.0.0.0' })).toEqual({
    masterPort: 0,
    agentPorts: [1, 2, 3],
    host: '0.0.0.0',
  });
  expect(() => optionsFrom({ PHOENIX_AGENT_PORTS: '1,x' })).toThrow('"x" is no port');
});

function spansOf(body: string): OtlpSpan[] {
  interface Attribute {
    readonly key: string;
    readonly value: { readonly stringValue?: string };
  }
  const { resourceSpans } = JSON.parse(body) as {
    resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: { traceId: string; name: string }[] }[] }[];
  };
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
    return scopeSpans.flatMap((scope) => scope.spans.map(({ traceId, name }) => ({ traceId, name, service })));
  });
}
