import { expect, test } from 'vitest';
import type { RecommendContext } from '../../../../src/operate/recommend/kind.ts';
import { unusedMetric } from '../../../../src/operate/recommend/kinds/unused-metric.ts';

test('what the kit exports itself is never called unused', async () => {
  const names = new Map([
    ['component_health_status', 30],
    ['signalbox_dropped_observations_total', 30],
    ['somebody_elses_total', 40],
  ]);
  const context = { names, read: { has: () => false, hasLabel: () => false } } as unknown as RecommendContext; // what it reads of it
  expect((await unusedMetric.find(context)).map(({ about }) => about)).toEqual(['somebody_elses_total']);
});
