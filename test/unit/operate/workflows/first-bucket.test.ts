import { expect, test } from 'vitest';
import { onlyBelow } from '../../../../src/operate/workflows/queries.ts';

const buckets = (...counts: [le: string, count: number][]) =>
  counts.map(([le, value]) => ({ labels: { workflow: 'fulfil', le }, value }));
const of = { workflow: 'fulfil' };

test.each([
  ['all in the first bucket', buckets(['+Inf', 400.00000000001], ['0.1', 400], ['1', 400]), 0.1],
  ['some above it', buckets(['0.1', 399], ['1', 400], ['+Inf', 400]), undefined],
  ['nothing observed', buckets(['0.1', 0], ['1', 0], ['+Inf', 0]), undefined],
  ['no bucket but the last', buckets(['+Inf', 400]), undefined],
  [
    'another workflow',
    buckets(['0.1', 400], ['+Inf', 400]).map((one) => ({ ...one, labels: { ...one.labels, workflow: 'x' } })),
    undefined,
  ],
])('%s', (_, samples, below) => {
  expect(onlyBelow(samples, of)).toBe(below);
});
