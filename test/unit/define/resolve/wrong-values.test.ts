import { describe, expect, it } from 'vitest';
import { alert } from '../../../../src/alerts/alert.ts';
import { threshold } from '../../../../src/alerts/threshold.ts';
import { text } from '../../../../src/authored/label.ts';
import { logql, logs } from '../../../../src/authored/log.ts';
import { gauge, histogram } from '../../../../src/authored/metric.ts';
import { type Expr, labels, promql, quantile, rate, ratio, sum } from '../../../../src/authored/query.ts';
import { not } from '../../../../src/authored/selection.ts';
import { traceql } from '../../../../src/authored/trace.ts';
import { dashboard, section } from '../../../../src/define/dashboard.ts';
import { policy } from '../../../../src/define/policy.ts';
import { recording } from '../../../../src/define/recording.ts';
import { panel } from '../../../../src/panels/kinds.ts';
import { latency } from '../../../../src/sli/latency.ts';
import { base, resolveAll, scraped } from '../../../support/estate.ts';
import { someOf } from '../../../support/how-many.ts';

const queue = gauge({ name: 'queue_depth', help: 'Messages.' });
const seconds = histogram({ name: 'wait_seconds', help: 'Waits.', unit: 'seconds', buckets: [1, 3] });
const checkout = scraped({ queue, seconds });
const lines = logs({ service: checkout, name: 'app' });
const plain = { service: checkout, name: 'It', severity: 'warning', summary: 'It.', runbook: { impact: 'x' } } as const;
const when = (made: unknown) => alert({ ...plain, when: made as never });

const itself: { kind: string; of?: object } = { kind: 'gauge' };
itself.of = itself;
/** Everything that is no query, no quantity and no list of labels. */
const STRANGE: readonly unknown[] = [
  ...[undefined, null, Number.NaN, 5n, true, Symbol('x'), () => 1, '', 'up', 'x"} or up{a="', 'a\nb', '\u0000', '😀', '\ud800'],
  ...[{}, [], new Date(0), new Map(), /a/, Object.create(null), itself, base.payments],
  ...['expr', 'selection', 'recorded', 'recording', 'variable', 'label-list', 'string', 'grafana-window'].map((kind) => ({
    kind,
  })),
];

function problems(it: object): string[] {
  const found = resolveAll({ ...base, checkout, it }).diagnostics.filter(({ severity }) => severity === 'error');
  for (const { origin, fix, at } of found) expect([at, origin, fix]).not.toContain(undefined);
  return found.map(({ code, message }) => `${code} ${message}`);
}

describe('what cannot stand in a query is told, and nothing trips over it', () => {
  const forced = (value: unknown) => value as never;
  it.each<[string, (value: never) => object]>([
    ['a hole', (value) => when(promql`sum(${value}) > 1`)],
    ['the condition', (value) => when(value)],
    ['what a threshold measures', (value) => threshold({ ...plain, of: value, above: 1 })],
    ['a window', (value) => when(promql`${sum(rate(value, value))} > 1`)],
    [
      'parts of a window',
      (value) => when(promql`${sum(promql.maxOverTime(queue, { range: value, step: value, offset: value }))} > 1`),
    ],
    ['a function', (value) => when(promql.greater(promql.clamp(value, value, value), value))],
    ['a label to make', (value) => when(promql.labelReplace(value, value, value, value, value))],
    ['a label list', (value) => when(promql`sum by (${labels(queue, value)}) (${queue}) > 1`)],
    ['a grouping', (value) => when(promql.greater(sum(queue, { by: value }), value))],
    ['a label of a grouping', (value) => when(promql.greater(sum(queue, { without: [value] }), value))],
    ['a join', (value) => when(promql.greater(queue, queue, { on: [value], groupLeft: value }))],
    ['a sum of sides', (value) => when(promql.add(value, value))],
    ['a shift', (value) => when(promql.greater(promql.offset(queue, value), value))],
    ['a share', (value) => when(promql.greater(ratio(value), value))],
    ['a quantile', (value) => when(promql.greater(quantile(value, value, value), value))],
    ['matches', (value) => when(promql.greater(queue.where({ job: [value], pod: not(value) }), value))],
    ['a recording', (value) => recording({ service: checkout, name: 'a:b:c', expr: value })],
    ['a hole of LogQL', (value) => when(logql`count_over_time(${lines}[5m]) > ${value}`)],
    [
      'a hole of TraceQL',
      (value) => ({ kind: 'alert', form: 'alert', name: 'It', service: checkout, options: { when: traceql`${value}` } }),
    ],
  ])('%s', (place, make) => {
    for (const value of someOf(STRANGE, 4, place)) expect(problems(make(forced(value)))).not.toEqual([]);
  });

  it('in an objective', () => {
    const sli = (of: unknown) => latency({ of: of as never, under: 1 as never });
    for (const value of someOf(STRANGE, 4, 'sli')) {
      const it = { kind: 'slo', name: 'it', service: checkout, objective: '99%', window: '30d', sli: sli(value) };
      expect(problems(it)).not.toEqual([]);
    }
  });
});

it('says where, what and what to write instead, all at once', () => {
  const it = when(
    promql`sum(${'up' as never}) by (${labels(queue, 5 as never)}) > ${queue.where({ job: [], pod: {} as never })}`,
  );
  expect(problems(it)).toEqual([
    'definition/wrong-value `options.when.values.0` is "up".',
    'definition/wrong-value `options.when.values.1.names.0` is 5.',
    'definition/wrong-value `options.when.values.2.match.job` is an empty list.',
    'definition/wrong-value `options.when.values.2.match.pod` is an object.',
  ]);
});

it('lets every value of the types through', () => {
  const wrong = (made: unknown) => problems(when(made)).filter((told) => told.startsWith('definition/wrong-value'));
  expect(wrong(promql`${queue} offset ${'-5m' as '5m'} > ${'1GiB'} * ${'5%'} + ${-1e21}`)).toEqual([]);
  expect(wrong(promql`${queue.where({ job: ['a', 'b'], pod: /x.*/, cluster: not('c'), namespace: '' })} > 1`)).toEqual([]);
});

it('writes what is beyond all numbers as PromQL does', () => {
  const it = when(promql`clamp(${queue}, ${Number.NEGATIVE_INFINITY}, ${Number.POSITIVE_INFINITY}) > 5`);
  const { derived } = resolveAll({ ...base, checkout, it });
  expect(derived.estate.alerts.map(({ query }) => query.text)).toEqual(['clamp(queue_depth{job="checkout"}, -Inf, Inf) > 5']);
});

describe('a query without an end', () => {
  const within = (from: Expr, times: number, wrap: (inner: Expr) => Expr) =>
    Array.from({ length: times }).reduce<Expr>((inner) => wrap(inner), from);
  const itselfAsHole: { kind: 'expr'; strings: string[]; values: unknown[] } = { kind: 'expr', strings: ['', ''], values: [] };
  itselfAsHole.values.push(itselfAsHole);

  it.each<[string, unknown]>([
    ['holds itself', itselfAsHole],
    ['nests deeply', within(promql`up`, 20_000, (inner) => promql`(${inner} + 1)`)],
    ['doubles', within(promql`up`, 40, (inner) => promql`${inner} + ${inner}`)],
  ])('is told where it %s', (_, query) => {
    expect(problems(when(query))).toEqual([
      'definition/wrong-value `options.when` is a query that holds itself, or too large a one.',
    ]);
  });
});

it.each<[string, (value: never) => object]>([
  ['a summary', (value) => alert({ ...plain, when: promql`${queue} > 1`, summary: value })],
  ['a label of an alert', (value) => alert({ ...plain, when: promql`${queue} > 1`, labels: { x: value } })],
  ['a label of a recording', (value) => recording({ service: checkout, name: 'a:b:c', expr: sum(queue), labels: { x: value } })],
  [
    'what a panel shows',
    (value) => {
      const sections = [section({ title: 'S', panels: [panel.stat({ title: 'P', show: value })] })];
      return dashboard({ name: 'b', title: 'B', service: checkout, sections });
    },
  ],
  ['the form of names', (value) => policy({ alerts: { name: value } })],
  ['labels that are asked for', (value) => policy({ alerts: { labels: value } })],
  ['functions to avoid', (value) => policy({ queries: { avoid: [value] } })],
  ['a label of a metric', (value) => scraped({ it: gauge({ name: 'it', help: 'It.', labels: { x: value } }) }, 'other')],
  ['the name of a metric', (value) => scraped({ it: gauge({ name: value, help: 'It.' }) }, 'other')],
])('a number is not %s, nor is null', (_, make) => {
  expect(problems(make(5 as never))).not.toEqual([]);
  expect(problems(make(null as never))).not.toEqual([]);
});

it('a metric without a name would be every series', () => {
  const nameless = scraped({ it: gauge({ name: '', help: 'It.' }) }, 'other');
  expect(problems(nameless)).toContain('definition/wrong-value `metrics.it.name` is "".');
});

it.each([-5000, 0, 1.5, Number.NaN, 1e200, Number.POSITIVE_INFINITY, '9', null])('a label has not %s values', (series) => {
  const it = gauge({ name: 'it', help: 'It.', labels: { x: text({ series } as never) } });
  expect(problems(scraped({ it }, 'other'))).toContainEqual(
    expect.stringMatching(/^definition\/wrong-value `.*labels\.x` is a text of no number/),
  );
});
