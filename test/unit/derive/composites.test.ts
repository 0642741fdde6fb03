import { describe, expect, it, test } from 'vitest';
import { counter } from '../../../src/authored/metric.ts';
import { slo } from '../../../src/define/slo.ts';
import { allOf } from '../../../src/sli/all-of.ts';
import { anyOf } from '../../../src/sli/any-of.ts';
import { events } from '../../../src/sli/events.ts';
import type { AuthoredSli } from '../../../src/sli/kind.ts';
import { weighted } from '../../../src/sli/weighted.ts';
import { base, codesOf, resolveAll, scraped, withCode } from '../../support/estate.ts';
import { promtool, ruleFailures } from '../../support/rule-tests.ts';

const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const errors = counter({ name: 'http_errors_total', help: 'Failures.' });
const shop = scraped({ requests, errors }, 'shop');
const of = (name: string, objective: '99.9%' | '99.5%') =>
  slo({ service: shop, name, objective, window: '30d', sli: events({ total: requests, bad: errors }) });
const search = of('search', '99.9%');
const pay = of('pay.card', '99.5%');
const buy = (sli: AuthoredSli, objective: '99%' | '99.5%' | '99.9%' = '99%') => ({
  ...base,
  shop,
  search,
  pay,
  buy: slo({ service: shop, name: 'buy', objective, window: '30d', sli }),
});
const KINDS: readonly (readonly [string, AuthoredSli])[] = [
  ['all of', allOf([search, pay])],
  ['any of', anyOf([search, pay])],
  [
    'weighted',
    weighted({
      of: [
        { slo: search, weight: 3 },
        { slo: pay, weight: 1 },
      ],
    }),
  ],
];

describe.each(KINDS)('%s', (_, sli) => {
  test('is free of findings', () => expect(codesOf(buy(sli))).toEqual([]));

  test.skipIf(!promtool)('passes its generated tests', { timeout: 120_000 }, async () => {
    expect(await ruleFailures(resolveAll(buy(sli)).artifacts, { generated: 'shop.slo.buy' })).toEqual([]);
  });
});

/** Rates of the members and what the whole then records: total and bad, to a 1024th, which is a whole number of bits. */
const CASES: readonly (readonly [
  string,
  AuthoredSli,
  members: readonly (readonly [number, number] | undefined)[],
  readonly [number, number],
])[] = [
  [
    'a journey fails where a step does',
    allOf([search, pay]),
    [
      [100, 10],
      [50, 10],
    ],
    [50, 14],
  ],
  [
    'a step that is down takes all journeys',
    allOf([search, pay]),
    [
      [100, 100],
      [50, 0],
    ],
    [50, 50],
  ],
  [
    'a step nobody reaches takes no part',
    allOf([search, pay]),
    [
      [100, 100],
      [0, 0],
    ],
    [100, 100],
  ],
  ['a step that is not measured takes no part', allOf([search, pay]), [[100, 25], undefined], [100, 25]],
  [
    'more bad than all is all',
    allOf([search, pay]),
    [
      [100, 100.1],
      [50, 0],
    ],
    [50, 50],
  ],
  [
    'an idle journey has no events',
    allOf([search, pay]),
    [
      [0, 0],
      [0, 0],
    ],
    [0, 0],
  ],
  [
    'redundant ways fail where all do',
    anyOf([search, pay]),
    [
      [100, 10],
      [50, 10],
    ],
    [100, 2],
  ],
  [
    'one way that works is enough',
    anyOf([search, pay]),
    [
      [100, 100],
      [50, 0],
    ],
    [100, 0],
  ],
  [
    'a way that is idle is no help',
    anyOf([search, pay]),
    [
      [100, 100],
      [0, 0],
    ],
    [100, 100],
  ],
  [
    'weights count events',
    KINDS[2]?.[1] ?? allOf([]),
    [
      [100, 10],
      [50, 10],
    ],
    [350, 40],
  ],
];

describe.skipIf(!promtool)('what a composite records', () => {
  it.each(CASES)('%s', async (_, sli, members, [total, bad]) => {
    const names = ['shop/search', 'shop/pay.card'];
    const series = members.flatMap((rates, index) =>
      (rates ?? []).map(
        (rate, side) => `{series: 'slo:sli_${side === 0 ? 'total' : 'bad'}:rate5m{slo="${names[index]}"}', values: '${rate}x20'}`,
      ),
    );
    const value = (of: string, wanted: number) =>
      `{expr: 'round(max(slo:sli_${of}{slo="shop/buy"}), 0.0009765625)', eval_time: 8m, exp_samples: [{labels: '{}', value: ${wanted}}]}`;
    const text = [
      'rule_files: [../rules/shop.slo.buy.yaml]',
      'evaluation_interval: 30s',
      `tests: [{interval: 30s, input_series: [${series.join(', ')}], promql_expr_test: [${value('total:rate5m', total)}, ${value('bad:rate5m', bad)}]}]`,
    ].join('\n');
    expect(await ruleFailures(resolveAll(buy(sli)).artifacts, { own: { buy: text } })).toEqual([]);
  });
});

describe('a composite is refused or warned of where', () => {
  it.each([
    [
      'slo/above-members',
      buy(allOf([search, pay]), '99.5%'),
      '99.5% is wanted, but 99.9% × 99.5% of its members allow 99.4005%.',
    ],
    ['slo/composite-members', buy(allOf([search])), 'made of 1 SLO'],
    ['slo/composite-members', buy(allOf([search, search])), 'made of shop/search twice'],
    [
      'slo/composite-members',
      buy(
        weighted({
          of: [
            { slo: search, weight: Number.NaN },
            { slo: pay, weight: -1 },
          ],
        }),
      ),
      'has the weight',
    ],
    ['slo/unknown-member', { ...buy(allOf([search, pay])), pay: undefined }, 'needs shop/pay.card'],
    ['slo/composite-circle', buy(allOf([search, of('buy', '99.9%')])), 'made of itself'],
  ])('%s', (code, exports, message) => {
    expect(
      withCode(exports, code)
        .map((one) => one.message)
        .join('\n'),
    ).toContain(message);
  });

  it('an objective is higher than the weighted mean of its members', () => {
    const sli = KINDS[2]?.[1] ?? allOf([]);
    expect(withCode(buy(sli, '99.9%'), 'slo/above-members')[0]?.message).toBe(
      '99.9% is wanted, but (3 × 99.9% + 1 × 99.5%) / 4 of its members allow 99.8%.',
    );
  });

  it('redundant members allow more than each of them', () => {
    expect(codesOf(buy(anyOf([search, pay]), '99.9%'))).toEqual([]);
  });
});

describe('an SLO that depends on others', () => {
  const front = (objective: '99.95%' | '99.4%') =>
    slo({
      service: shop,
      name: 'front',
      objective,
      window: '30d',
      sli: events({ total: requests, bad: errors }),
      dependsOn: [search, pay],
    });

  it('cannot promise more than they allow', () => {
    const found = withCode({ ...base, shop, search, pay, front: front('99.95%') }, 'slo/above-dependencies');
    expect(found.map(({ message }) => message)).toEqual([
      '99.95% is wanted, but 99.9% × 99.5% of its dependencies allow 99.4005%.',
    ]);
  });

  it('may promise less', () => expect(codesOf({ ...base, shop, search, pay, front: front('99.4%') })).toEqual([]));
});
