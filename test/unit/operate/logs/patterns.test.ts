import { expect, test } from 'vitest';
import { patternsOf } from '../../../../src/operate/logs/patterns.ts';

test('lines that differ in ids, numbers and names are one kind', () => {
  const lines = [
    'GET /plans/17 took 12ms from 10.0.0.1:443',
    'GET /plans/9 took 1.5s from 10.0.0.2:443',
    'user anna logged in at 2026-11-22T10:00:00Z',
    'user bert logged in at 2026-11-22T10:00:01Z',
    'plan=4711, state=done',
    'plan=1, state=done',
    'stopped',
  ];
  expect(patternsOf(lines).map(({ count, pattern }) => [count, pattern])).toEqual([
    [2, 'GET <_> took <_> from <_>'],
    [2, 'plan=<_>, state=done'],
    [2, 'user <_> logged in at <_>'],
    [1, 'stopped'],
  ]);
});

test('lines of other words stay apart, whatever their length', () => {
  expect(patternsOf(['cache is full now', 'cache was emptied twice', ''])).toHaveLength(3);
  expect(patternsOf([])).toEqual([]);
});

test('no line is lost or counted twice', () => {
  const lines = Array.from(
    { length: 500 },
    (_, at) => `job ${at % 7} of worker-${at} ${at % 3 === 0 ? 'failed' : 'done'} after ${at}ms`,
  );
  expect(patternsOf(lines).reduce((sum, { count }) => sum + count, 0)).toBe(500);
});
