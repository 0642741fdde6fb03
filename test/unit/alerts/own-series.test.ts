import { expect, test } from 'vitest';
import { alert, gauge, promql, service, threshold } from '../../../src/index.ts';
import { base, payments, resolveAll } from '../../support/estate.ts';

const memory = gauge({ name: 'memory_held_bytes', help: 'Memory in use.', unit: 'bytes' });
const other = gauge({ name: 'memory_spare_bytes', help: 'Memory to spare.', unit: 'bytes' });
const of = (name: string, metrics: readonly (typeof memory)[]) =>
  service({ name, owner: payments, metrics, scrape: { port: 9464 } });
const one = of('one', [memory]);
const two = of('two', [memory]);
const third = of('third', [other]);
const common = { severity: 'warning', for: '5m', summary: 'Much.', runbook: { impact: 'None.', steps: ['Look.'] } } as const;

test.each([
  ['a kind of alert', threshold({ ...common, service: one, name: 'Much', of: memory, above: '1GiB' }), 'job="one"'],
  ['an alert in PromQL', alert({ ...common, service: two, name: 'Much', when: promql`${memory} > ${'1GiB'}` }), 'job="two"'],
  [
    'what its service does not expose',
    alert({ ...common, service: third, name: 'Much', when: promql`${memory} > ${'1GiB'}` }),
    'job=~"one|two"',
  ],
])('of a metric that two services expose, %s asks for its own series', (_, much, job) => {
  const { derived } = resolveAll({ ...base, one, two, third, much });
  const found = derived.alerts.find(({ name }) => name === 'Much');
  expect(found?.query.text).toContain(job);
});
