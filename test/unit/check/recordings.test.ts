import { describe, expect, test } from 'vitest';
import { oneOf, text } from '../../../src/authored/label.ts';
import { counter, gauge, histogram } from '../../../src/authored/metric.ts';
import { metricCatalogue } from '../../../src/check/metric-catalogue.ts';
import { analyseQueries } from '../../../src/check/queries.ts';
import { analysePromql } from '../../../src/query/promql/analyse.ts';
import { mustHave } from '../../../src/query/promql/labels.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';
import { type Rule, withRecordings } from '../../support/recordings.ts';

const requests = counter({
  name: 'requests_total',
  help: 'Requests.',
  labels: { route: text({ series: 40 }), code: oneOf('ok', 'bad') },
});
const waiting = gauge({ name: 'waiting_seconds', help: 'Waiting.', unit: 'seconds', labels: { queue: text({ series: 3 }) } });
const duration = histogram({ name: 'duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 1] });
const { derived: estate } = resolveAll({ ...base, checkout: scraped({ requests, waiting, duration }) });

const withRules = (...rules: readonly Rule[]) => withRecordings(estate, rules);

function analyse(query: string, ...rules: readonly Rule[]) {
  const { expr } = parsePromql(query);
  if (!expr) throw new Error(query);
  return analysePromql(expr, metricCatalogue(withRules(...rules)).forRules);
}

function labelsOf(query: string, ...rules: readonly Rule[]): string {
  const { labels } = analyse(query, ...rules);
  return (
    [...labels.exact]
      .sort()
      .map((label) => (mustHave(labels, label) ? label : `${label}?`))
      .join(' ') + (labels.open ? ' …' : '')
  );
}

describe('a recording is what its expression gives', () => {
  const byCode: Rule = ['code:requests:rate5m', 'sum by (code) (rate(requests_total[5m]))'];

  test.each<[string, string, readonly Rule[]]>([
    ['code:requests:rate5m', 'code', [byCode]],
    ['code:requests:rate5m', 'code tier', [[byCode[0], byCode[1], { tier: '1' }]]],
    ['code:requests:rate5m', '', [[byCode[0], byCode[1], { code: '' }]]],
    ['sum without (code) (twice)', 'zone', [byCode, ['twice', 'code:requests:rate5m * 2', { zone: 'a' }]]],
    ['le:duration:rate5m', 'le', [['le:duration:rate5m', 'sum by (le) (rate(duration_seconds_bucket[5m]))']]],
    [
      'x',
      'code? queue?',
      [
        ['x', 'sum by (code) (requests_total)'],
        ['x', 'sum by (queue) (waiting_seconds)'],
      ],
    ],
    [
      'x{zone="a"}',
      'code zone',
      [
        ['x', 'sum by (code) (requests_total)', { zone: 'a' }],
        ['x', 'sum(waiting_seconds)', { zone: 'b' }],
      ],
    ],
  ])('%s has the labels %s', (query, expected, rules) => {
    expect(labelsOf(query, ...rules)).toBe(expected);
  });

  test('in whatever order the rules stand', () => {
    expect(labelsOf('twice', ['twice', 'code:requests:rate5m * 2'], byCode)).toBe('code');
  });

  test('with its unit, its type and how many series it has', () => {
    const max: Rule = ['queue:waiting:max', 'max by (queue) (waiting_seconds)'];
    expect(analyse('queue:waiting:max', max).result).toMatchObject({
      unit: 'seconds',
      gauge: 'queue:waiting:max',
      series: 3,
      name: 'always',
    });
    expect(analyse('rate(queue:waiting:max[5m])', max).problems.map(({ code }) => code)).toEqual(['promql/rate-of-gauge']);
    const sum: Rule = ['code:requests:sum', 'sum by (code) (requests_total)'];
    expect(analyse('code:requests:sum > 1', ['code:requests:sum', 'max by (code) (requests_total)']).problems).toMatchObject([
      { code: 'promql/counter-without-rate' },
    ]);
    expect(analyse('code:requests:sum', sum).result.series).toBe(2);
    const buckets: Rule = ['le:duration:rate5m', 'sum by (le) (rate(duration_seconds_bucket[5m]))'];
    expect(analyse('histogram_quantile(0.9, le:duration:rate5m)', buckets)).toMatchObject({ unit: 'seconds', problems: [] });
  });

  test('so that a label it has lost is a mistake', () => {
    expect(analyse('code:requests:rate5m{route="/"} > 1', byCode).problems.map(({ code }) => code)).toEqual([
      'promql/unknown-label',
    ]);
    expect(analyse('code:requests:rate5m{code="teapot"} > 1', byCode).result.empty).toBe('possibly');
    expect(analyse('x{zone="c"}', ['x', 'vector(1)', { zone: 'a' }], ['x', 'vector(2)', { zone: 'b' }]).result.empty).toBe(
      'always',
    );
  });
});

describe('recordings that read themselves', () => {
  const found = (...rules: readonly Rule[]) => {
    const derived = withRules(...rules);
    return analyseQueries(derived, metricCatalogue(derived)).flatMap(({ analysis }) =>
      analysis.problems.filter(({ code }) => code === 'promql/recording-cycle').map(({ message }) => message),
    );
  };

  test('are a mistake wherever the circle is entered', () => {
    expect(found(['a', 'sum(b)'], ['b', 'max(c)'], ['c', 'min(a) + 1'])).toEqual([
      '`a` is recorded from itself: a ← b ← c ← a',
      '`b` is recorded from itself: a ← b ← c ← a',
      '`c` is recorded from itself: a ← b ← c ← a',
    ]);
    expect(found(['a', 'a offset 1m + 1'])).toEqual(['`a` is recorded from itself: a ← a']);
  });

  test('are a mistake by whatever the name is written', () => {
    expect(found(['a', 'sum({__name__="b"})'], ['b', 'max(a)'])).toEqual([
      '`a` is recorded from itself: a ← b ← a',
      '`b` is recorded from itself: a ← b ← a',
    ]);
  });

  test('are not those that read others of their name, or what is read twice', () => {
    expect(found(['a', 'sum(requests_total)', { zone: 'x' }], ['a', 'a{zone="x"} * 2', { zone: 'y' }])).toEqual([]);
    expect(found(['a', 'sum(requests_total)'], ['b', 'a + a'], ['c', 'a + b'])).toEqual([]);
  });
});

describe('a long chain of recordings', () => {
  const chain = (last: string) =>
    Array.from({ length: 5_000 }, (_, index): Rule => [`link${index}`, index === 4_999 ? last : `link${index + 1} + 1`]);

  test('is analysed link by link', () => {
    expect(labelsOf('link0', ...chain('sum by (code) (requests_total)'))).toBe('code');
  });

  test.each([
    ['that ends', 'sum(requests_total)', []],
    ['that reads itself in the end', 'link4999 offset 1m', ['`link4999` is recorded from itself: link4999 ← link4999']],
  ])('%s is gone through once for all circles', (_, last, expected) => {
    const derived = withRules(...chain(last));
    const problems = analyseQueries(derived, metricCatalogue(derived)).flatMap(({ analysis }) => analysis.problems);
    expect(problems.filter(({ code }) => code === 'promql/recording-cycle').map(({ message }) => message)).toEqual(expected);
  });
});

describe('recordings of one name, told apart by a label', () => {
  const rulesOf = (one: string, other: string): Rule[] => [
    ['slo:half', one, { slo: 'a' }],
    ['slo:half', other, { slo: 'b' }],
  ];
  const shapesOf = (rules: readonly Rule[]) => {
    const { recorded } = metricCatalogue(withRules(...rules));
    return ['a', 'b'].map((value) => {
      const { expr } = parsePromql(`slo:half{slo="${value}"}`);
      return expr?.kind === 'vector' ? recorded?.('slo:half', expr.matchers)[0] : undefined;
    });
  };

  test('what is known of them is kept once where it is the same', () => {
    const [a, b] = shapesOf(rulesOf('sum(rate(requests_total[5m])) / 2', 'sum(rate(requests_total[5m])) / 2'));
    expect(a?.recorded).toBeDefined();
    expect(a?.recorded).toBe(b?.recorded);
    expect([a?.labels, b?.labels]).toEqual([{ slo: { values: ['a'] } }, { slo: { values: ['b'] } }]);
  });

  test.each([
    ['sum(waiting_seconds)', 'another unit'],
    ['sum by (code) (rate(requests_total[5m])) / 2', 'other labels'],
    ['clamp_max(sum(rate(requests_total[5m])) / 2, 7)', 'other bounds'],
    ['sum(requests_total)', 'a counter'],
  ])('and apart where it is not: %s has %s', (other) => {
    const [a, b] = shapesOf(rulesOf('sum(rate(requests_total[5m])) / 2', other));
    expect(a?.recorded).toBeDefined();
    expect(b?.recorded).toBeDefined();
    expect(a?.recorded).not.toEqual(b?.recorded);
  });

  test('a value that none of them adds finds all of them', () => {
    const derived = withRules(...rulesOf('sum(waiting_seconds)', 'sum(waiting_seconds)'));
    const values = (matcher: string) => {
      const { expr } = parsePromql(`slo:half{${matcher}}`);
      const [shape] = (expr?.kind === 'vector' && metricCatalogue(derived).recorded?.('slo:half', expr.matchers)) || [];
      return shape?.labels['slo']?.values;
    };
    expect(values('slo="b"')).toEqual(['b']);
    expect(values('slo=~"b|a"')).toEqual(['b', 'a']);
    expect(values('slo="c"')).toEqual(['a', 'b']);
    expect(values('other="b"')).toEqual(['a', 'b']);
  });
});
