import { expect, test } from 'vitest';
import { nearest } from '../../../src/kernel/nearest.ts';

test.each([
  ['request_total', ['requests_total', 'tasks_total'], 'requests_total'],
  ['task_failures_total', ['tasks_completed_total', 'tasks_failed_total'], 'tasks_failed_total'],
  ['redis_used_memory', ['redis_connected_clients', 'redis_memory_used_bytes'], 'redis_memory_used_bytes'],
  ['tasks_total', ['tasks_failed_total', 'tasks_queued_total'], undefined],
  ['total', ['requests_total'], undefined],
])('what is nearest to %s', (typed, candidates, expected) => {
  expect(nearest(typed, candidates)).toBe(expected);
});
