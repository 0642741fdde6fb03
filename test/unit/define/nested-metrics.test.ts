import { expect, test } from 'vitest';
import { counter, gauge } from '../../../src/authored/metric.ts';
import { type ServiceOptions, service } from '../../../src/define/service.ts';
import { workflowMetrics } from '../../../src/metrics.ts';
import { base, payments, resolveAll } from '../../support/estate.ts';

const own = counter({ name: 'orders_total', help: 'Orders.' });
const deep = gauge({ name: 'queue_length', help: 'Those that wait.' });
const flows = workflowMetrics();

type Given = NonNullable<ServiceOptions['metrics']>;

test.each([
  ['a set of a module', { own, flows, queues: { deep } }],
  ['a list', [own, flows, { queues: [deep] }]],
  ['a set that is also spread', { own, flows, ...flows, deep, help: () => {}, limit: 3 }],
])('a service owns the metrics of %s, each once', (_, metrics: unknown) => {
  const { derived } = resolveAll({
    ...base,
    checkout: service({ name: 'checkout', owner: payments, metrics: metrics as Given, scrape: { port: 9464 } }),
  });
  const names = derived.estate.services.flatMap((service) => service.metrics.map(({ name }) => name));
  expect(names).toEqual(expect.arrayContaining(['orders_total', 'queue_length', 'workflow_executions_total']));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(2 + Object.keys(flows).length);
});
