import { expect, test } from 'vitest';
import { endingOf, KIT_NAMES, workflowNames } from '../../../../src/operate/workflows/names.ts';

type Metrics = NonNullable<Parameters<typeof workflowNames>[0]>['estate']['services'][number]['metrics'];

const metric = (name: string, type: string, ...labels: string[]) =>
  ({ name, type, labels: Object.fromEntries(labels.map((label) => [label, {}])) }) as unknown as Metrics[number]; // what is read of one
const namesOf = (...metrics: Metrics[number][]) => workflowNames({ estate: { services: [{ metrics }] } } as never);

test('without definitions, the names of the kit', () => {
  expect(workflowNames(undefined)).toEqual([KIT_NAMES]);
  expect(KIT_NAMES).toMatchObject({ executions: 'workflow_executions_total', steps: 'workflow_steps_total', step: 'step' });
});

test('a set of another prefix is found by what its counter says, with the labels it has', () => {
  const [, flow, ...more] = namesOf(
    metric('flow_executions_total', 'counter', 'flow_id', 'status'),
    metric('flow_step_executions_total', 'counter', 'flow_id', 'step_id', 'result'),
    metric('flow_active_executions', 'gauge', 'flow_id'),
    metric('workflow_executions_total', 'counter', 'workflow', 'tenant', 'status'),
  );
  expect(more).toEqual([]);
  expect(flow).toMatchObject({
    executions: 'flow_executions_total',
    steps: 'flow_step_executions_total',
    active: 'flow_active_executions',
    queueLength: 'flow_queue_length',
    workflow: 'flow_id',
    step: 'step_id',
    status: 'status',
    outcome: 'result',
  });
});

test('a time that says of which step it is, is one of steps', () => {
  const [, flow] = namesOf(
    metric('flow_executions_total', 'counter', 'flow_id', 'outcome'),
    metric('flow_execution_duration_seconds', 'histogram', 'flow_id', 'branch_path', 'step_id'),
    metric('flow_duration_seconds', 'histogram', 'flow_id'),
  );
  expect(flow).toMatchObject({ executionDuration: 'flow_duration_seconds', stepDuration: 'flow_execution_duration_seconds' });
});

test.each([
  ['a gauge', metric('flow_executions_total', 'gauge', 'flow_id', 'status')],
  ['a counter that does not say of which workflow', metric('test_runs_total', 'counter', 'status')],
  ['a counter that does not say how it ended', metric('flow_executions_total', 'counter', 'flow_id')],
])('%s is none', (_, one) => {
  expect(namesOf(one)).toEqual([KIT_NAMES]);
});

test.each([
  ['ok', 'completed'],
  ['SUCCEEDED', 'completed'],
  ['timeout', 'failed'],
  ['canceled', 'cancelled'],
  ['running', undefined],
  [undefined, undefined],
])('%s means %s', (word, ending) => {
  expect(endingOf(word)).toBe(ending);
});
