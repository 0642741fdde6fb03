import { oneOf, workflowMetrics } from 'signalbox/metrics';
import { type ExecutionEvent, executionTracker, logger, metricsText, registry, runWorkflow } from 'signalbox/runtime';
import { expect, test, vi } from 'vitest';

const lines = async (from: ReturnType<typeof registry>, start: string) =>
  (await metricsText({ registry: from })).split('\n').filter((line) => line.startsWith(start));

function tracked(options: { keep?: number } = {}) {
  const own = registry();
  const written: string[] = [];
  const tracker = executionTracker(workflowMetrics(), {
    registry: own,
    logger: logger({ component: 'engine', write: (line) => written.push(line) }),
    ...options,
  });
  const events: ExecutionEvent[] = [];
  tracker.on((event) => events.push(event));
  return { own, tracker, events, written };
}

test('an execution goes through its lifecycle: states, the seven events, metrics and log lines', async () => {
  const { own, tracker, events, written } = tracked();
  const first = tracker.enqueue({ workflow: 'review', id: 'x1', tenant: 'acme', stepsTotal: 2 });
  expect(tracker.get('x1')?.status).toBe('pending');
  expect(await lines(own, 'workflow_queue_length')).toEqual(['workflow_queue_length{workflow="review"} 1']);
  const audit = first.step('audit');
  expect(tracker.get('x1')).toMatchObject({ status: 'running', currentStep: 'audit', stepsTotal: 2 });
  audit.retry();
  audit.complete({ tokens: 1_500, cost: 0.003, inputBytes: 5_000, outputBytes: 1_200 });
  audit.complete({ tokens: 9 });
  first.step('quality').fail(new Error('too slow'));
  first.complete();
  first.fail('late');
  const second = tracker.enqueue({ workflow: 'review' });
  second.start();
  second.fail(new Error('broken'));
  tracker.enqueue({ workflow: 'review' }).cancel();
  expect(events.map(({ type }) => type)).toEqual([
    'workflow.started',
    'workflow.step.started',
    'workflow.step.completed',
    'workflow.step.started',
    'workflow.step.failed',
    'workflow.completed',
    'workflow.started',
    'workflow.failed',
    'workflow.cancelled',
  ]);
  expect(new Set(events.map(({ type }) => type)).size).toBe(7);
  expect(tracker.get('x1')).toMatchObject({ status: 'completed', stepsCompleted: 1, stepsFailed: 1 });
  expect(written.map((line) => JSON.parse(line).metadata.execution_id).filter((id) => id === 'x1')).toHaveLength(6);
  expect(await lines(own, 'workflow_executions_total')).toEqual([
    'workflow_executions_total{workflow="review",tenant="acme",status="completed"} 1',
    'workflow_executions_total{workflow="review",tenant="",status="failed"} 1',
    'workflow_executions_total{workflow="review",tenant="",status="cancelled"} 1',
  ]);
  for (const line of [
    'workflow_executions_active{workflow="review"} 0',
    'workflow_queue_length{workflow="review"} 0',
    'workflow_queue_wait_seconds_count{workflow="review"} 2',
    'workflow_tokens_total{workflow="review",step="audit"} 1500',
    'workflow_cost_usd_total{workflow="review",step="audit"} 0.003',
    'workflow_step_retries_total{workflow="review",step="audit"} 1',
    'workflow_step_input_bytes_sum{workflow="review",step="audit"} 5000',
    'workflow_step_output_bytes_sum{workflow="review",step="audit"} 1200',
    'workflow_steps_total{workflow="review",step="quality",outcome="error"} 1',
  ]) {
    expect(await lines(own, line)).toEqual([line]);
  }
  expect(tracker.stats()).toMatchObject({ pending: 0, running: 0, completed: 1, failed: 1, cancelled: 1, successRatio: 0.5 });
});

test('active ones by tenant, and no more ended ones than were asked for', () => {
  const { tracker } = tracked({ keep: 2 });
  const executions = ['a', 'b', 'a'].map((tenant) => tracker.enqueue({ workflow: 'w', tenant }));
  expect([tracker.activeCount(), tracker.activeCount('a'), tracker.activeCount('c')]).toEqual([3, 2, 0]);
  expect(tracker.active('b').map(({ tenant }) => tenant)).toEqual(['b']);
  for (const one of executions) one.complete();
  expect(tracker.activeCount()).toBe(0);
  expect(tracker.recent().map(({ id }) => id)).toEqual([executions[2]?.id, executions[1]?.id]);
  expect(() => {
    tracker.enqueue({ workflow: 'w', id: 'same' });
    tracker.enqueue({ workflow: 'w', id: 'same' });
  }).toThrow('execution "same" is under way already');
});

test('finding and counting active ones takes as long among 100,000 as among 100', () => {
  const cost = (count: number) => {
    const { tracker } = tracked();
    for (let index = 0; index < count; index++) tracker.enqueue({ workflow: 'w', id: String(index), tenant: String(index % 10) });
    let found = 0;
    const start = performance.now();
    for (let index = 0; index < 100_000; index++)
      found += tracker.get(String(index % count))?.workflow === 'w' ? tracker.activeCount('3') : 0;
    expect(found).toBe(100_000 * (count / 10));
    return performance.now() - start;
  };
  cost(100); // warms up
  expect(cost(100_000)).toBeLessThan(cost(100) * 100 + 1_000); // a walk through them would take a thousand times as long, and more
});

test('a workflow that runs is followed by itself; what it throws is thrown on, an abort cancels', async () => {
  const { tracker, events } = tracked();
  const result = await runWorkflow(tracker, { workflow: 'review' }, async ({ step }) =>
    step('audit', async ({ retry, used }) => {
      retry();
      used({ tokens: 5 });
      return 7;
    }),
  );
  expect(result).toBe(7);
  expect(events.find(({ type }) => type === 'workflow.step.completed')).toMatchObject({ tokens: 5, retries: 1, step: 'audit' });
  const failing = runWorkflow(tracker, { workflow: 'review' }, ({ step }) =>
    step('audit', () => Promise.reject(new Error('no'))),
  );
  await expect(failing).rejects.toThrow('no');
  const abort = vi.fn(() => Promise.reject(new DOMException('stop', 'AbortError')));
  await expect(runWorkflow(tracker, { workflow: 'review' }, abort)).rejects.toThrow('stop');
  expect(tracker.stats()).toMatchObject({ completed: 1, failed: 1, cancelled: 1 });
});

test('where tenants are declared, every series says whose it is, and what each has is found by it', async () => {
  const own = registry();
  const tracker = executionTracker(workflowMetrics({ workflows: oneOf('review'), tenants: oneOf('acme', 'globex') }), {
    registry: own,
  });
  for (const tenant of ['acme', 'globex']) {
    const execution = tracker.enqueue({ workflow: 'review', tenant });
    execution.step('audit').complete({ tokens: 10 });
    if (tenant === 'acme') execution.complete();
  }
  tracker.enqueue({ workflow: 'review', tenant: 'acme' });
  const of = (name: string, tenant: string) => lines(own, `${name}{workflow="review",tenant="${tenant}"`);
  expect(await of('workflow_executions_active', 'globex')).toEqual([
    'workflow_executions_active{workflow="review",tenant="globex"} 1',
  ]);
  expect(await of('workflow_queue_length', 'acme')).toEqual(['workflow_queue_length{workflow="review",tenant="acme"} 1']);
  expect(await of('workflow_queue_wait_seconds_count', 'globex')).toHaveLength(1);
  expect(await of('workflow_execution_duration_seconds_count', 'globex')).toEqual([
    'workflow_execution_duration_seconds_count{workflow="review",tenant="globex"} 0',
  ]);
  expect(await of('workflow_tokens_total', 'acme')).toEqual([
    'workflow_tokens_total{workflow="review",tenant="acme",step="audit"} 10',
  ]);
  expect(tracker.stats('globex')).toMatchObject({ running: 1, completed: 0 });
});

test('who asked for an execution, and what it is about, is in its lines; neither can take the place of what it is', async () => {
  const { tracker, written } = tracked();
  const metadata = { pr: '#123', author: 'bob', execution_id: 'x9' };
  tracker.enqueue({ workflow: 'review', id: 'x1', user: 'alice', metadata }).complete();
  expect(tracker.get('x1')).toMatchObject({ user: 'alice', metadata: { pr: '#123' } });
  expect(JSON.parse(written[0] ?? '').metadata).toMatchObject({
    user_id: 'alice',
    pr: '#123',
    author: 'bob',
    execution_id: 'x1',
  });
});
