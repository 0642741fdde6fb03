import { expect, test } from 'vitest';
import { tier } from '../../../../src/define/slo.ts';
import { estateWith } from '../../check/simulate/estate.ts';

function page(name: string, options: Parameters<typeof estateWith>[0] = {}): string {
  return estateWith(options).artifacts.find(({ path }) => path.endsWith(`${name}-availability.md`))?.text ?? 'no such page';
}

test('the page of a burn alert has the numbers of its objective, tier by tier', () => {
  const rows = page('SloBurn')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  expect(rows).toEqual([
    '| tier | fires above | at 100% bad | at 10% bad | at 1% bad | ends within | budget spent |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| page-quick | 1.44% over 1h and 5m | 52s | 8m39s | never | 4m56s | 2% |',
    '| page-slow | 0.6% over 6h and 30m | 2m10s | 21m36s | 3h36m | 29m50s | 5% |',
    '| ticket-quick | 0.3% over 1d and 2h | 4m20s | 43m12s | 7h12m | 1h59m39s | 10% |',
    '| ticket-slow | 0.1% over 3d and 6h | 4m20s | 43m12s | 7h12m | 5h59m39s | 10% |',
  ]);
  expect(page('SloBurn')).toContain('as much as 43.2 minutes of full outage');
  expect(page('SloBurn')).toContain('slo:error_budget:exhaustion_seconds{slo="checkout/availability"}');
});

test('waiting costs budget, and the page says how much', () => {
  const alerts = [tier({ severity: 'critical', spend: '2%', within: '1h', for: '5m' })];
  expect(page('SloBurn', { alerts })).toContain(
    '| critical-1h | 1.44% over 1h and 5m | 5m52s | 13m39s | never | 4m56s | 3.16% to 13.6% |',
  );
});

test('the page of a spent budget has the budget and no tiers, that of silence neither', () => {
  expect(page('SloBudgetExhausted')).toContain('## The numbers');
  expect(page('SloBudgetExhausted')).not.toContain('| tier |');
  expect(page('SloNoData')).not.toContain('## The numbers');
});
