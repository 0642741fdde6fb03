import { expect, test } from 'vitest';
import { joins } from '../../../../src/operate/workflows/step-joins.ts';
import { handovers, independentSteps } from '../../../../src/operate/workflows/step-order.ts';
import { type ExecutionRun, executionRuns } from '../../../../src/operate/workflows/step-runs.ts';
import { span } from '../traces/spans.ts';

type Times = Readonly<Record<string, readonly [start: number, end: number, failed?: 'failed']>>;

const run = (times: Times): ExecutionRun => {
  const steps = Object.entries(times).map(([step, [start, end, failed]]) => ({ step, start, end, failed: failed === 'failed' }));
  return {
    workflow: 'order',
    steps: steps.sort((a, b) => a.start - b.start),
    milliseconds: Math.max(...steps.map(({ end }) => end)),
  };
};
const often = (count: number, of: (index: number) => Times) => Array.from({ length: count }, (_, index) => run(of(index)));

test('steps are put together from their spans, each execution by itself', () => {
  const step = (id: string, name: string, at: readonly [number, number], execution: string) =>
    span(id, undefined, at, {
      attributes: { 'workflow.name': 'order', 'workflow.step': name, 'workflow.execution.id': execution },
    });
  const spans = [
    step('a', 'pay', [100, 200], 'e1'),
    step('b', 'pay', [300, 400], 'e1'),
    step('c', 'ship', [210, 260], 'e1'),
    step('d', 'pay', [1000, 1100], 'e2'),
    span('e', undefined, [0, 9999]),
  ];
  expect(executionRuns(spans)).toEqual([
    {
      workflow: 'order',
      milliseconds: 300,
      steps: [
        { step: 'pay', start: 0, end: 100, failed: false },
        { step: 'ship', start: 110, end: 160, failed: false },
      ],
    },
    { workflow: 'order', milliseconds: 100, steps: [{ step: 'pay', start: 0, end: 100, failed: false }] },
  ]);
  expect(executionRuns([span('e', undefined, [0, 10])])).toEqual([]);
});

test('steps that come in either order, never side by side, need nothing of each other', () => {
  const runs = often(30, (index) => (index % 3 === 0 ? { b: [0, 40], a: [40, 100] } : { a: [0, 60], b: [60, 100] }));
  expect(independentSteps(runs)).toEqual([{ first: 'a', second: 'b', together: 30, known: 'either order', seen: 10, saves: 40 }]);
});

test('neither does a step that ends well though the one before failed', () => {
  const runs = often(30, (index) => ({ a: index < 6 ? [0, 60, 'failed'] : [0, 60], b: [60, 100] }));
  expect(independentSteps(runs)).toMatchObject([{ first: 'a', second: 'b', known: 'without the first', seen: 6 }]);
});

test.each([
  ['come in one order', often(30, () => ({ a: [0, 60], b: [60, 100] }))],
  ['run side by side already', often(30, (index) => (index % 2 ? { a: [0, 60], b: [30, 90] } : { b: [0, 60], a: [60, 90] }))],
  ['were seen a few times only', often(10, (index) => (index % 2 ? { a: [0, 60], b: [60, 90] } : { b: [0, 60], a: [60, 90] }))],
])('nothing is said of steps that %s', (_, runs) => {
  expect(independentSteps(runs)).toEqual([]);
});

test('a join waits for the slowest of its branches', () => {
  const runs = often(20, (index) => ({ split: [0, 10], fast: [10, 30], slow: [10, index === 0 ? 20 : 110], merge: [110, 200] }));
  expect(joins(runs)).toEqual([
    {
      step: 'merge',
      branches: ['fast', 'slow'],
      executions: 20,
      slowest: 'slow',
      slowestShare: 0.95,
      waits: (19 * 80 + 10) / 20,
      share: (19 * 80 + 10) / 20 / 200,
    },
  ]);
  expect(joins(often(30, () => ({ a: [0, 60], b: [60, 100], c: [100, 130] })))).toEqual([]);
});

test('steps that wait for each other while nobody works', () => {
  const runs = often(25, () => ({ a: [0, 20], b: [60, 80], c: [80, 100] }));
  expect(handovers(runs)).toEqual([{ first: 'a', second: 'b', together: 25, gap: 40, share: 0.4 }]);
  expect(handovers(often(25, (index) => ({ a: [0, 20], b: [index % 2 ? 60 : 10, 80] })))).toEqual([]);
});
