import { expect, test } from 'vitest';
import { leftLines } from '../../../src/plan/left-lines.ts';

const left = (count: number, reason: string) =>
  Array.from({ length: count }, (_, at) => ({ path: `${reason}/${at}.yaml`, reason }));

test('many files that are left for one reason are one line, and few are named', () => {
  const plan = {
    target: 'live',
    environment: 'production',
    changes: [],
    fingerprint: '',
    left: [...left(120, 'loki'), ...left(2, 'tempo')],
  };
  expect(leftLines(plan)).toEqual([
    { what: '120 files, the first loki/0.yaml', reason: 'loki' },
    { what: 'tempo/0.yaml', reason: 'tempo' },
    { what: 'tempo/1.yaml', reason: 'tempo' },
  ]);
});
