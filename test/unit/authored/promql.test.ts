import { describe, expect, it } from 'vitest';
import type { AnyQuery, Instant } from '../../../src/authored/expr.ts';
import { snakeCase } from '../../../src/authored/functions.ts';
import { oneOf, text } from '../../../src/authored/label.ts';
import { counter, gauge, histogram } from '../../../src/authored/metric.ts';
import { OPERATOR_SIGNS } from '../../../src/authored/operators.ts';
import { labels, promql, quantile, rate, sum } from '../../../src/authored/query.ts';
import { $__rate_interval } from '../../../src/authored/windows.ts';
import { queryContext } from '../../../src/define/query-context.ts';
import type { Address } from '../../../src/kernel/address.ts';
import type { Diagnostic } from '../../../src/kernel/diagnostic.ts';
import { AGGREGATORS, FUNCTIONS } from '../../../src/query/promql/functions.ts';
import { OPERATORS } from '../../../src/query/promql/operators.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import { printPromql } from '../../../src/query/promql/print.ts';
import type { Expr } from '../../../src/query/promql/tree.ts';

const help = 'What it is.';
const requests = counter({ name: 'r_total', help, labels: { route: text(), code: oneOf('2xx', '5xx') } });
const age = gauge({ name: 'age_seconds', help, unit: 'seconds', labels: { queue: text() } });
const duration = histogram({ name: 'd_seconds', help, unit: 'seconds', buckets: [0.1, 1], labels: { route: text() } });

function queried(of: AnyQuery | Instant, grafana = false) {
  const found: Diagnostic[] = [];
  const context = queryContext(
    () => ['a'],
    (one) => found.push(one),
  );
  const query = context.promql(of, { at: 'x/alert/y' as Address, origin: {}, grafana });
  const { expr, text, units } = query;
  return { expr, text, units, found };
}
/** Without the job every selector is scoped to, which is no matter here. */
const textOf = (of: AnyQuery | Instant, grafana = false): string => {
  const { text: printed, found } = queried(of, grafana);
  expect(found.filter(({ code }) => code !== 'promql/experimental')).toEqual([]);
  return printed.replaceAll(/\{job="a"\}|,job="a"/g, '');
};

describe('a query in a hole stands in parentheses only where it needs them', () => {
  const a = promql`${age} + 1`;
  const power = promql`${age} ^ 2`;
  const negative = promql`-${age}`;
  const compared = promql`${age} > 5`;
  it.each([
    [promql`${a} * 2`, '(age_seconds + 1) * 2'],
    [promql`${a} + 2`, 'age_seconds + 1 + 2'],
    [promql`2 + ${a}`, '2 + (age_seconds + 1)'],
    [promql`2 - ${a}`, '2 - (age_seconds + 1)'],
    [promql`${a}`, 'age_seconds + 1'],
    [promql`${a} > 1`, 'age_seconds + 1 > 1'],
    [promql`sum(${a})`, 'sum(age_seconds + 1)'],
    [promql`max by (queue) (${a}) > 1`, 'max by (queue) (age_seconds + 1) > 1'],
    [promql`abs( ${a} )`, 'abs( age_seconds + 1 )'],
    [promql`clamp(${a}, 1, 2)`, 'clamp(age_seconds + 1, 1, 2)'],
    [promql`(${a})`, '(age_seconds + 1)'],
    [promql`${sum(age)} * 2`, 'sum(age_seconds) * 2'],
    [promql`${promql`(${a})`} * 2`, '(age_seconds + 1) * 2'],
    [promql`${promql`${a} * 2`} + 1`, '(age_seconds + 1) * 2 + 1'],
    [promql`${promql`${promql`${a}`}`} * 2`, '(age_seconds + 1) * 2'],
    [promql`-${a}`, '-(age_seconds + 1)'],
    [promql`-${power}`, '-age_seconds ^ 2'],
    [promql`${negative} ^ 2`, '(-age_seconds) ^ 2'],
    [promql`${negative} * 2`, '-age_seconds * 2'],
    [promql`${power} ^ 2`, '(age_seconds ^ 2) ^ 2'],
    [promql`2 ^ ${power}`, '2 ^ age_seconds ^ 2'],
    [promql`${compared} and ${compared}`, 'age_seconds > 5 and age_seconds > 5'],
    [promql`${compared} > 1`, 'age_seconds > 5 > 1'],
    [promql`${age} + on (queue) group_left () ${a}`, 'age_seconds + on (queue) group_left () (age_seconds + 1)'],
    [promql`max_over_time(${a}[5m:])`, 'max_over_time((age_seconds + 1)[5m:])'],
    [promql`max_over_time(${sum(age)}[5m:1m])`, 'max_over_time(sum(age_seconds)[5m:1m])'],
    [promql`label_replace(${a}, "a", "(", "b", "")`, 'label_replace(age_seconds + 1, "a", "(", "b", "")'],
  ])('%#', (query, printed) => {
    expect(textOf(query)).toBe(printed);
  });

  it('for every operator inside and beside every other', () => {
    for (const [outer, inner] of pairs()) {
      const hole = { ...promql``, strings: [inner === '-x' ? '-x' : `x ${inner} y`] };
      for (const strings of [
        ['', ` ${outer} z`],
        [`z ${outer} `, ''],
      ]) {
        const made = { ...promql``, strings, values: [hole] };
        const { expr } = parsePromql(strings.join(`(${hole.strings[0]})`));
        expect(bare(queried(made).expr)).toEqual(bare(expr));
        expect(queried(made).text).toBe(expr && printPromql(withoutParens(expr)));
      }
    }
  });

  it('and the units of quantities stay where the quantities are', () => {
    const inner = promql`${age} > ${'15m'}`;
    const { text: printed, units } = queried(promql`${inner} and ${promql`${age} < ${'50%'}`} or (${inner})`);
    const found = [...units].map(([offset, unit]) => [printed.slice(offset, offset + 3), unit]);
    expect(found).toEqual([
      ['15m', 'seconds'],
      ['0.5', 'ratio'],
      ['15m', 'seconds'],
    ]);
  });

  it('in a text that cannot be read too', () => {
    const { text: printed, found } = queried(promql`${a} * `);
    expect([printed, found.map(({ code }) => code)]).toEqual(['(age_seconds{job="a"} + 1) *', ['promql/syntax']]);
  });
});

function pairs(): [string, string][] {
  const signs = [...OPERATORS.keys()];
  return signs.flatMap((outer) => [...signs, '-x'].map((inner): [string, string] => [outer, inner]));
}
function withoutParens(expr: Expr): Expr {
  if (expr.kind === 'paren') return withoutParens(expr.expr);
  if (expr.kind === 'unary') return { ...expr, expr: withoutParens(expr.expr) };
  return expr.kind === 'binary' ? { ...expr, left: withoutParens(expr.left), right: withoutParens(expr.right) } : expr;
}
/** The tree as it binds, without parentheses and places. */
function bare(expr: Expr | undefined): unknown {
  return expr && JSON.parse(JSON.stringify(withoutParens(expr), (key, value: unknown) => (key === 'span' ? undefined : value)));
}

describe('helpers', () => {
  it.each([
    [rate(requests, '5m'), 'rate(r_total[5m])'],
    [rate(duration.count, '5m'), 'rate(d_seconds_count[5m])'],
    [sum(rate(requests.where({ code: '5xx' }), '5m'), { by: ['route'] }), 'sum by (route) (rate(r_total{code="5xx"}[5m]))'],
    [sum(age, { without: ['queue'] }), 'sum without (queue) (age_seconds)'],
    [promql.maxOverTime(rate(requests, '5m'), '1h'), 'max_over_time(rate(r_total[5m])[1h:])'],
    [promql.maxOverTime(age, { range: '1h', offset: '1d' }), 'max_over_time(age_seconds[1h] offset 1d)'],
    [promql.avgOverTime(sum(age), { range: '1h', step: '1m' }), 'avg_over_time(sum(age_seconds)[1h:1m])'],
    [promql.rate(promql.over(requests, '5m')), 'rate(r_total[5m])'],
    [promql.quantileOverTime(0.9, age, '1h'), 'quantile_over_time(0.9, age_seconds[1h])'],
    [promql.predictLinear(age, '1h', '4h'), 'predict_linear(age_seconds[1h], 4h)'],
    [promql.labelReplace(age, 'q', '$1', 'queue', '(.+)"'), 'label_replace(age_seconds, "q", "$1", "queue", "(.+)\\"")'],
    [promql.labelJoin(age, 'q', '-', 'queue', 'instance'), 'label_join(age_seconds, "q", "-", "queue", "instance")'],
    [promql.clamp(age, 0, '1h'), 'clamp(age_seconds, 0, 1h)'],
    [promql.round(age), 'round(age_seconds)'],
    [promql.round(age, 5), 'round(age_seconds, 5)'],
    [promql.hour(), 'hour()'],
    [promql.vector(1), 'vector(1)'],
    [promql.subtract(promql.time(), age), 'time() - age_seconds'],
    [promql.topk(3, age, { by: ['queue'] }), 'topk by (queue) (3, age_seconds)'],
    [promql.countValues('v', age), 'count_values("v", age_seconds)'],
    [promql.quantile(0.5, age), 'quantile(0.5, age_seconds)'],
    [promql.offset(age, '1w'), 'age_seconds offset 1w'],
    [
      promql.histogramQuantile(0.9, sum(rate(duration.bucket, '5m'), { by: ['le'] })),
      'histogram_quantile(0.9, sum by (le) (rate(d_seconds_bucket[5m])))',
    ],
    [quantile(0.9, duration, '5m'), 'histogram_quantile(0.9, sum by (le) (rate(d_seconds_bucket[5m])))'],
    [promql.multiply(promql.add(age, 1), 2), '(age_seconds + 1) * 2'],
    [promql.greater(age, '15m'), 'age_seconds > 15m'],
    [promql.greater(age, age, { bool: true, on: ['queue'] }), 'age_seconds > bool on (queue) age_seconds'],
    [
      promql.multiply(age, age, { on: ['queue'], groupLeft: ['instance'] }),
      'age_seconds * on (queue) group_left (instance) age_seconds',
    ],
    [promql.multiply(age, age, { groupLeft: [] }), 'age_seconds * ignoring () group_left () age_seconds'],
    [promql.or(age, promql.vector(0)), 'age_seconds or vector(0)'],
    [promql`sum by (${labels(requests, 'route', 'code')}) (${rate(requests, '5m')})`, 'sum by (route, code) (rate(r_total[5m]))'],
  ])('%#', (query, printed) => {
    expect(textOf(query)).toBe(printed);
  });

  it('are there for every function, aggregation and operator of the language', () => {
    const names = new Set(Object.keys(promql).map(snakeCase));
    const current = [...FUNCTIONS.values()].flatMap(({ name, until }) => (until === undefined ? [name] : []));
    expect([...current, ...AGGREGATORS.keys()].filter((name) => !names.has(name))).toEqual([]);
    const trims = ['</', '>/'];
    expect([...OPERATORS.keys()].filter((sign) => !OPERATOR_SIGNS.includes(sign) && !trims.includes(sign))).toEqual([]);
  });

  it('know the unit of a rate', () => {
    expect([rate(requests, '5m').unit, promql.maxOverTime(age, '1h').unit, sum(age).unit]).toEqual([
      'count',
      'seconds',
      'seconds',
    ]);
  });
});

describe('windows and variables of a dashboard', () => {
  const instance = { kind: 'variable', name: 'instance' } as const;

  it('are for panels', () => {
    expect(textOf(rate(requests, $__rate_interval), true)).toBe('rate(r_total[$__rate_interval])');
    expect(textOf(promql`rate(${requests}[${$__rate_interval}])`, true)).toBe('rate(r_total[$__rate_interval])');
  });

  it.each([
    ['a window', rate(requests, $__rate_interval), '$__rate_interval'],
    ['a window in the text', promql`rate(${requests}[$__rate_interval])`, '$__rate_interval'],
    ['a variable in a matcher', promql`${sum(age.where({ instance }))} > 1`, '$instance'],
    ['a variable in the text', promql`${age} > ${instance}`, '$instance'],
    ['a variable in braces', promql`${age} > [[bound]]`, '$bound'],
  ])('and refused in rules: %s', (_, query, name) => {
    const { found } = queried(query);
    expect(found.map(({ code }) => code)).toEqual(['promql/dashboard-variable']);
    expect(found[0]?.message).toContain(name);
  });

  it('which the group of a pattern is not', () => {
    expect(queried(promql`label_replace(${age}, "a", "$1", "queue", "(.*)$")`).found).toEqual([]);
  });
});
