/** What a command says of one tenant is the same whether others are there or not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listening } from '../../support/listening.ts';
import type { CliRun } from '../../support/run-cli.ts';
import { serverSuite } from '../support.ts';
import { until } from '../telemetry-support.ts';
import { type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { push, startLoki } from './logs-project.ts';
import { type Project, projectWith } from './project.ts';
import { type Asking, askingsOf, COMMANDS, commandsWithTenant, still, type World } from './tenant-commands.ts';
import { DEFINITIONS, recordedOf } from './tenant-scene.ts';

const AT = Math.floor(Date.now() / 1000 / 300) * 300;
const ENGINES = { prometheus: '--prometheus', loki: '--loki', tempo: '--tempo', alertmanager: '--alertmanager' } as const;

/** A command in a project, at a server. */
async function answer(project: Project, name: string, { args, now, of }: Asking, url: string, tenant?: string): Promise<CliRun> {
  const when = now ? [] : ['--to', String(AT)];
  const whose = tenant === undefined ? [] : ['--tenant', tenant];
  const run = await project.signalbox(...name.split(' '), ...args, ENGINES[of], url, ...when, ...whose);
  return { ...run, out: still(run.out, url), err: still(run.err, url) };
}

/** Each way to ask, as the tenant alone, among others, and once without `--tenant`, which must show that there are others. */
function judged(world: World, urls: () => { readonly alone: string; readonly among: string }): void {
  let project: Project;
  beforeAll(async () => {
    project = await projectWith(DEFINITIONS.replace('ALERTMANAGER', 'http://127.0.0.1:1'));
  });
  afterAll(() => project?.remove());

  test.each(askingsOf(world))('%s %j', async (name, asking) => {
    const alone = await answer(project, name, asking, urls().alone, 'acme');
    expect(alone.err).not.toMatch(/There is no|no address/);
    expect([0, 7]).toContain(alone.code);
    expect(await answer(project, name, asking, urls().among, 'acme')).toEqual(alone);
    expect(await answer(project, name, asking, urls().among)).not.toEqual(alone);
  });
}

test('every command with --tenant is in the table', async () => {
  expect(Object.keys(COMMANDS).sort()).toEqual(await commandsWithTenant());
}, 60_000);

await serverSuite('prometheus', 'a Prometheus of several tenants', () => {
  const servers: FilledPrometheus[] = [];
  beforeAll(async () => {
    servers.push(await startFilledPrometheus(recordedOf('acme', AT)));
    servers.push(await startFilledPrometheus([...recordedOf('acme', AT), ...recordedOf('globex', AT)]));
  }, 240_000);
  afterAll(() => Promise.all(servers.map((server) => server.stop())));
  judged('prometheus', () => ({ alone: servers[0]?.url ?? '', among: servers[1]?.url ?? '' }));

  test('gate --since-deploy sees what is odd, of the tenant that is asked about', async () => {
    const project = await projectWith(DEFINITIONS.replace('ALERTMANAGER', 'http://127.0.0.1:1'));
    const gate = async (tenant: string) => {
      const args = ['--prometheus', servers[1]?.url ?? '', '--since-deploy', '30m', '--max-burn', '2'];
      const { code, out } = await project.signalbox('gate', ...args, '--tenant', tenant, '--json');
      return { code, ...JSON.parse(out) };
    };
    expect(await gate('acme')).toMatchObject({ code: 0, slos: [{ state: 'open', burnRate: 0.5 }], odd: { anomalies: [] } });
    expect((await gate('acme')).odd.judged).toBeGreaterThan(0);
    const load = { service: 'shop', measurement: 'queue_load mean', severity: 'high', direction: 'high' };
    expect(await gate('globex')).toMatchObject({
      code: 7,
      slos: [{ state: 'frozen', burnRate: 5.5 }],
      odd: { anomalies: [load] },
    });
    await project.remove();
  }, 30_000);
});

await serverSuite('loki', 'a Loki of several tenants', () => {
  const servers: Awaited<ReturnType<typeof startLoki>>[] = [];
  const linesOf = (tenant: string) =>
    ['workflow.started', 'workflow.completed'].map((type, index) => ({
      labels: { service_name: `shop-of-${tenant}`, tenant },
      at: (AT - 600 + index) * 1000,
      line: JSON.stringify({ level: 'info', message: type, execution_id: tenant, workflow: 'order', seconds: 1 }),
    }));
  beforeAll(async () => {
    for (const tenants of [['acme'], ['acme', 'globex']]) {
      const server = await startLoki();
      servers.push(server);
      await until(60, () => push(server.url, tenants.flatMap(linesOf)).then(() => true));
    }
  }, 360_000);
  afterAll(() => Promise.all(servers.map((server) => server.stop())));
  judged('loki', () => ({ alone: servers[0]?.url ?? '', among: servers[1]?.url ?? '' }));
});

/** It answers as a Tempo does: a search by the condition on the tenant, a trace whole, whoever has a part in it. */
describe('a Tempo of several tenants', () => {
  const listen = listening();
  const urls = { alone: '', among: '' };
  beforeAll(async () => {
    urls.alone = await tempoOf(['acme']);
    urls.among = await tempoOf(['acme', 'globex']);
  });
  afterAll(() => listen.stop());
  judged('tempo', () => urls);

  function tempoOf(tenants: readonly string[]): Promise<string> {
    return listen.http((request, response) => {
      const { pathname, searchParams } = new URL(String(request.url), 'http://tempo');
      const asked = searchParams.get('q') ?? '';
      const seen = tenants.filter((one) => asked.includes(`resource.tenant = "${one}"`) || !asked.includes('resource.tenant'));
      const traces = seen.map((one, at) => ({ traceID: one === 'acme' ? 'a1' : 'b2', startTimeUnixNano: `${AT - 60 + at}000000000`, durationMs: 100, rootServiceName: one, rootTraceName: one })); // biome-ignore format: one thing
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(pathname === '/api/search' ? { traces } : { trace: { resourceSpans: tenants.flatMap(spansOf) } }),
      );
    });
  }

  function spansOf(tenant: string, index: number): object[] {
    const attributes = (of: Record<string, string>) => Object.entries(of).map(([key, value]) => ({ key, value: { stringValue: value } })); // biome-ignore format: one thing
    const span = {
      traceId: 'a1'.padStart(32, '0'),
      spanId: String(index + 1).padStart(16, '0'),
      name: `work of ${tenant}`,
      kind: 5,
      startTimeUnixNano: `${AT - 60}000000000`,
      endTimeUnixNano: `${AT - 58 + index}000000000`,
      status: { code: 2, message: `failure of ${tenant}` },
      attributes: attributes({ 'correlation.id': 'k', 'command.id': `of ${tenant}` }),
    };
    const called = { ...span, spanId: String(index + 11).padStart(16, '0'), parentSpanId: span.spanId };
    const of = (service: string, one: object) => ({
      resource: { attributes: attributes({ 'service.name': `${service} of ${tenant}`, 'service.version': '1', tenant }) },
      scopeSpans: [{ spans: [one] }],
    });
    return [of('shop', span), of('agent', called)];
  }
});
