import { afterAll, beforeAll, expect, test } from 'vitest';
import { wilson } from '../../../src/operate/statistics/proportion.ts';
import { runCli } from '../../support/run-cli.ts';
import type { Container } from '../container.ts';
import { serverSuite } from '../support.ts';
import { until } from '../telemetry-support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { push, startLoki } from './logs-project.ts';
import { projectWith } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const STEP = 15;
const COUNT = 7200 / STEP + 1;
const over = { from: TO - (COUNT - 1) * STEP, stepSeconds: STEP };
const rising = (by: number) => Array.from({ length: COUNT }, (_, index) => index * by);
const level = (value: number) => Array.from({ length: COUNT }, () => value);
const series = (name: string, values: readonly number[]): Filled => ({ ...over, series: name, values });
/** Every scrape: nine executions of `order` end well and one does not; each takes 0.4 s and costs a cent. */
const data: Filled[] = [
  series('workflow_executions_total{workflow="order",tenant="north",status="completed"}', rising(6)),
  series('workflow_executions_total{workflow="order",tenant="south",status="completed"}', rising(3)),
  series('workflow_executions_total{workflow="order",tenant="north",status="failed"}', rising(1)),
  series('workflow_executions_total{workflow="order",tenant="north",status="cancelled"}', rising(2)),
  series('workflow_executions_active{workflow="order",tenant="north"}', level(4)),
  series('workflow_executions_active{workflow="refund",tenant="south"}', level(1)),
  series('workflow_queue_length{workflow="order",tenant="north"}', level(7)),
  ...['0.1', '0.5', '+Inf'].map((le) =>
    series(`workflow_execution_duration_seconds_bucket{workflow="order",le="${le}"}`, rising(le === '0.1' ? 0 : 12)),
  ),
  series('workflow_execution_duration_seconds_sum{workflow="order"}', rising(4.8)),
  series('workflow_execution_duration_seconds_count{workflow="order"}', rising(12)),
  series('workflow_cost_usd_total{workflow="order",step="pay"}', rising(0.12)),
  series('workflow_steps_total{workflow="order",step="pay",outcome="ok"}', rising(9)),
  series('workflow_steps_total{workflow="order",step="pay",outcome="error"}', rising(1)),
  series('workflow_steps_total{workflow="order",step="ship",outcome="ok"}', rising(9)),
  series('workflow_step_retries_total{workflow="order",step="pay"}', rising(2)),
  series('flow_executions_total{flow_id="FLOW-1",result="success"}', rising(3)),
  series('flow_executions_total{flow_id="FLOW-1",result="error"}', rising(1)),
  series('flow_active_executions{flow_id="FLOW-1"}', level(2)),
  series('flow_step_executions_total{flow_id="FLOW-1",step_id="s1",result="success"}', rising(3)),
];

/** Another system's names, as its definitions declare them. */
const definitions = (prometheus: string) => `
import { alertmanager, counter, environment, files, gauge, oneOf, prometheus, routing, secret, service, slack, target, team, text } from 'signalbox';
const crew = team({ name: 'crew', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: crew.ticket });
const ended = { flow_id: text({ series: 10 }), result: oneOf('success', 'error') };
const flows = [
  counter({ name: 'flow_executions_total', help: 'Flows.', labels: ended }),
  counter({ name: 'flow_step_executions_total', help: 'Steps.', labels: { ...ended, step_id: text({ series: 10 }) } }),
  gauge({ name: 'flow_active_executions', help: 'Under way.', labels: { flow_id: ended.flow_id } }),
];
export const flow = service({ name: 'flow', owner: crew, metrics: flows, scrape: { port: 1 } });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${prometheus}' }) });
`;

await serverSuite('prometheus', 'signalbox workflows, by their metrics', () => {
  let server: FilledPrometheus;
  beforeAll(async () => {
    server = await startFilledPrometheus(data);
  }, 120_000);
  afterAll(() => server?.stop());

  const workflows = (...args: string[]) =>
    runCli(['workflows', ...args, '--prometheus', server.url, '--to', '2026-10-20 12:00'], '/');
  const rows = async (...args: string[]) => JSON.parse((await workflows(...args, '--json')).out).workflows;

  test('count what ended and how, with the interval of the success rate', async () => {
    const [order] = await rows('stats', '--since', '1h');
    // 240 scrapes an hour
    expect(order.completed).toBeCloseTo(9 * 240, 6);
    expect(order.failed).toBeCloseTo(240, 6);
    expect(order.cancelled).toBeCloseTo(480, 6);
    expect(order.successRatio).toBeCloseTo(0.9, 9);
    const { from, to } = wilson(2160, 2400);
    expect(order.successBetween.from).toBeCloseTo(from, 6);
    expect(order.successBetween.to).toBeCloseTo(to, 6);
    expect(order.meanSeconds).toBeCloseTo(0.4, 9);
    expect(order.p95Seconds).toBeCloseTo(0.1 + 0.4 * 0.95, 9);
    expect(order.costUsd).toBeCloseTo(28.8, 6);
    expect(order.waitP95Seconds).toBeNull();
  });

  test('agree with a query by hand', async () => {
    const query = 'sum(increase(workflow_executions_total{status="completed"}[90m]))';
    const answer = await fetch(`${server.url}/api/v1/query?time=${TO}&query=${encodeURIComponent(query)}`);
    const { data: said } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
    const [order] = await rows('stats', '--since', '90m');
    expect(order.completed).toBeCloseTo(Number(said.result[0]?.value[1]), 9);
  });

  test('tell steps apart', async () => {
    const [pay, ship] = await rows('steps', 'order', '--since', '1h');
    expect(pay).toMatchObject({ step: 'pay', meanSeconds: null });
    expect(pay.successRatio).toBeCloseTo(0.9, 9);
    expect(pay.retries).toBeCloseTo(480, 6);
    expect(ship).toMatchObject({ step: 'ship', failed: 0, successRatio: 1, retries: null });
  });

  test('say what is under way', async () => {
    expect(await rows('active')).toEqual([
      { workflow: 'order', active: 4, queued: 7 },
      { workflow: 'refund', active: 1, queued: 0 },
    ]);
    expect((await workflows('active', '--format', 'summary')).out).toBe('2 workflows: 5 active, 7 queued.\n');
  });

  test('go by the names that definitions declare, beside those of the kit', async () => {
    const project = await projectWith(definitions(server.url));
    const of = async (command: string) => {
      const { code, out } = await project.signalbox(
        'workflows',
        command,
        '--target',
        'live',
        '--to',
        '2026-10-20 12:00',
        '--json',
      );
      expect(code).toBe(0);
      return (JSON.parse(out).workflows as { workflow: string }[]).filter(({ workflow }) => workflow !== 'refund');
    };
    try {
      expect(await of('active')).toMatchObject([{ workflow: 'order' }, { workflow: 'FLOW-1', active: 2, queued: 0 }]);
      const [order, flow] = await of('stats');
      expect([order, flow]).toMatchObject([{ workflow: 'order' }, { workflow: 'FLOW-1', successRatio: 0.75 }]);
      expect((await of('steps')).at(-1)).toMatchObject({ workflow: 'FLOW-1', step: 's1', failed: 0, successRatio: 1 });
    } finally {
      await project.remove();
    }
  });

  test('read nothing of another tenant', async () => {
    expect(await rows('active', '--tenant', 'south')).toEqual([{ workflow: 'refund', active: 1, queued: 0 }]);
    const [order] = await rows('stats', '--since', '1h', '--tenant', 'south');
    expect(order.completed).toBeCloseTo(3 * 240, 6);
    expect(order.failed).toBe(0);
  });

  test('say when there is nothing, and when nobody answers', async () => {
    expect((await workflows('stats', 'nothing')).out).toBe('Nothing tells of a workflow nothing since 2026-10-19 12:00 UTC.\n');
    expect((await workflows('active', '--tenant', 'nobody')).out).toMatch(/^Nothing tells of workflows here/);
    expect((await runCli(['workflows', 'active', '--prometheus', 'http://127.0.0.1:9'], '/')).code).toBe(4);
    expect((await runCli(['workflows', 'stats', '--since', 'x', '--prometheus', server.url], '/')).code).toBe(2);
  });
});

await serverSuite('loki', 'signalbox workflows recent', () => {
  let loki: Container;
  const begin = Date.now() - 20 * 60_000;
  const line = (second: number, id: string, type: string, more: object = {}) => ({
    labels: { service_name: 'shop', tenant: id === 'e3' ? 'south' : 'north' },
    at: begin + second * 1000,
    line: JSON.stringify({ level: 'info', message: type, execution_id: id, workflow: id === 'e3' ? 'refund' : 'order', ...more }),
  });
  beforeAll(async () => {
    loki = await startLoki();
    const lines = [
      line(0, 'e1', 'workflow.started'),
      line(1, 'e2', 'workflow.started'),
      line(2, 'e1', 'workflow.step.started', { step: 'pay' }),
      line(3, 'e1', 'workflow.step.completed', { step: 'pay', seconds: 1 }),
      line(4, 'e1', 'workflow.completed', { seconds: 4, trace_id: 'abc' }),
      line(5, 'e2', 'workflow.step.failed', { step: 'pay', error: 'card refused' }),
      line(6, 'e2', 'workflow.failed', { seconds: 5, error: 'card refused' }),
      line(7, 'e3', 'workflow.started'),
      { ...line(8, 'e4', 'workflow.started'), line: 'workflow.started by hand is no JSON' },
    ];
    await until(60, () => push(loki.url, lines).then(() => true));
  }, 180_000);
  afterAll(() => loki?.stop());

  const recent = (...args: string[]) => runCli(['workflows', 'recent', '--loki', loki.url, ...args], '/');
  const executions = async (...args: string[]) => JSON.parse((await recent(...args, '--json')).out).executions;

  test('puts executions together from their lines', async () => {
    expect(await executions()).toMatchObject([
      { id: 'e3', workflow: 'refund', status: 'running', seconds: null, began: new Date(begin + 7000).toISOString() },
      {
        id: 'e2',
        workflow: 'order',
        status: 'failed',
        seconds: 5,
        stepsCompleted: 0,
        stepsFailed: 1,
        step: 'pay',
        error: 'card refused',
      },
      { id: 'e1', workflow: 'order', status: 'completed', seconds: 4, stepsCompleted: 1, stepsFailed: 0, traceId: 'abc' },
    ]);
  });

  test('finds some of them', async () => {
    const ids = async (...args: string[]) => (await executions(...args)).map(({ id }: { id: string }) => id);
    expect(await ids('--status', 'failed')).toEqual(['e2']);
    expect(await ids('--workflow', 'order')).toEqual(['e2', 'e1']);
    expect(await ids('--limit', '1')).toEqual(['e3']);
    expect(await ids('--tenant', 'south')).toEqual(['e3']);
    expect(await ids('--service', 'stock')).toEqual([]);
    expect((await recent('--status', 'done')).err).toMatch(/^There is no state done/);
    expect((await recent('--limit', '2')).out).toContain('3 executions, 2 of them shown, since ');
  });

  test('finds those of a logger with a declared stream, as plain JSON or as a collector flattens it', async () => {
    const labels = { service_name: 'nested' };
    const of = (id: string) => ({ execution_id: id, workflow: 'fulfil', status: 'running' });
    const fields = Object.fromEntries(Object.entries(of('n2')).map(([name, value]) => [`metadata_${name}`, value]));
    await push(loki.url, [
      { labels, at: Date.now() - 2000, line: JSON.stringify({ message: 'workflow.started', metadata: of('n1') }) },
      { labels, at: Date.now() - 1000, line: 'workflow.started', fields },
    ]);
    const found = async (...args: string[]) => executions('--service', 'nested', ...args);
    await expect.poll(async () => (await found()).length, { timeout: 20_000 }).toBe(2);
    expect(await found()).toMatchObject([
      { id: 'n2', workflow: 'fulfil' },
      { id: 'n1', workflow: 'fulfil' },
    ]);
    expect(await found('--execution', 'n1')).toMatchObject([{ id: 'n1' }]);
    expect(await found('--execution', 'n2')).toMatchObject([{ id: 'n2' }]);
    expect(await executions('--execution', 'e2')).toMatchObject([{ id: 'e2', status: 'failed' }]);
  });
});
