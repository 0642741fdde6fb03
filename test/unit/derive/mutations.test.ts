import { describe, expect, test } from 'vitest';
import { compileModule } from '../../../src/program.ts';
import { promtool, quick, ruleCases } from '../../support/rule-tests.ts';
import * as shop from '../testing/shop.ts';

const artifacts = compileModule(shop, '2026-11-21').artifacts.map((one) =>
  one.kind === 'prometheus-tests' ? { ...one, text: quick(one.text) } : one,
);

/** Rules that look right and are not: each is a mistake somebody has shipped. */
const MUTATIONS: readonly (readonly [what: string, change: (text: string) => string])[] = [
  ['either window suffices', (text) => inTier(text, 'page-quick', (expr) => expr.replace(' and ', ' or '))],
  [
    'the windows are swapped for longer ones',
    (text) => inTier(text, 'page-quick', (expr) => expr.replace('ratio_rate5m', 'ratio_rate6h')),
  ],
  [
    'only the short window is asked',
    (text) => inTier(text, 'page-quick', (expr) => expr.replace('ratio_rate1h', 'ratio_rate5m')),
  ],
  ['the factor is lower', (text) => inTier(text, 'page-quick', (expr) => expr.replaceAll('0.0144', '0.0134'))],
  ['the factor is far higher', (text) => inTier(text, 'page-quick', (expr) => expr.replaceAll('0.0144', '0.144'))],
  ['errors that never happened are no zero', (text) => text.replace(/ or on \(\) 0 \* slo:sli_total:increase30s\{[^}]*\}/, '')],
  [
    'a missing total is told by another label',
    (text) => text.replace('absent(slo:sli_total:rate5m', 'absent(slo:sli_totals:rate5m'),
  ],
  [
    'idle moments divide by nothing',
    (text) => text.replaceAll(/ > 0\)/g, ')').replaceAll('sum_over_time(slo:sli_bad', 'avg_over_time(slo:sli_bad'),
  ],
];

describe.skipIf(!promtool)('the generated tests of an SLO, by promtool (skipped where there is none)', () => {
  test('pass for what is generated', { timeout: 120_000 }, async () => {
    expect(await failures((text) => text)).toEqual([]);
  });

  test.each(MUTATIONS)('fail where %s', { timeout: 120_000 }, async (_, change) => {
    expect(await failures(change)).not.toEqual([]);
  });
});

function inTier(text: string, tier: string, change: (expr: string) => string): string {
  const rules = text.split(/(?=^ {6}- (?:alert|record):)/m);
  return rules.map((rule) => (rule.includes(`slo_tier: ${tier}`) ? change(rule) : rule)).join('');
}

/** The names of the tests that fail when the rules are changed so. */
async function failures(change: (text: string) => string): Promise<readonly string[]> {
  const { failed } = await ruleCases(artifacts, (text, path) => (path.includes('checkout') ? change(text) : text));
  return failed;
}
