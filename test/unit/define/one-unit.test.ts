import { expect, test } from 'vitest';
import { dashboard } from '../../../src/define/dashboard.ts';
import { resolveSettings } from '../../../src/define/dashboard-settings.ts';
import { oneUnit } from '../../../src/define/one-unit.ts';

test.each([
  ['6h', '6h'],
  ['2w', '2w'],
  ['90s', '90s'],
  ['1h30m', '90m'],
  ['1d12h', '36h'],
  ['1m30s', '90s'],
  ['1w1d', '8d'],
  ['1500ms', '2s'],
  ['often', 'often'],
])('%s is %s', (written, read) => expect(oneUnit(written)).toBe(read));

test('a dashboard opens, ends and refreshes by one unit each: Grafana reads no more', () => {
  const settings = resolveSettings(
    dashboard({ name: 'a', title: 'A', sections: [], range: '1h30m', until: 'now-1m30s', refresh: '1m30s' }),
  );
  expect([settings.from, settings.to, settings.refresh]).toEqual(['now-90m', 'now-90s', '90s']);
});
