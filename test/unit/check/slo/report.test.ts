import { expect, test } from 'vitest';
import { type ReportAnswers, reportOf, reportQueries, stateOf } from '../../../../src/check/slo/report.ts';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { events } from '../../../../src/sli/events.ts';
import { requests } from '../../../support/shop.ts';
import { estateWith } from '../simulate/estate.ts';

const nothing: ReportAnswers = {
  total: [],
  bad: [],
  measured: [],
  allowed: [],
  remaining: [],
  burnRate: [],
  exhaustion: [],
  badByHour: [],
  totalByHour: [],
};
const one = (value: number) => [{ labels: { slo: 'checkout/availability' }, value }];

test('the queries are PromQL over recorded series', () => {
  const { slo } = estateWith();
  for (const query of Object.values(reportQueries(slo))) {
    expect(parsePromql(query).problems, query).toEqual([]);
    expect(query).toMatch(/slo:/);
  }
});

test('attained, left as a share, minutes and events, and the worst hours first', () => {
  const { slo } = estateWith();
  const points = (values: readonly number[]) => [
    { labels: {}, points: values.map((value, hour) => ({ atSeconds: hour * 3600, value })) },
  ];
  const answers = {
    ...nothing,
    total: one(1_000_000),
    bad: one(400),
    measured: one(30 * 86_400),
    allowed: one(1000),
    remaining: one(0.6),
    burnRate: one(2),
    exhaustion: one(777_600),
    badByHour: points([0, 100, 300, 0]),
    totalByHour: points([1000, 1000, 0, 1000]),
  };
  const [report] = reportOf(slo, answers);
  expect(report).toEqual({
    group: {},
    attained: 0.9996,
    measuredSeconds: 30 * 86_400,
    met: true,
    remaining: 0.6,
    minutesLeft: expect.closeTo(25.92, 6),
    eventsLeft: 600,
    burnRate: 2,
    exhaustedInSeconds: 777_600,
    worstHours: [
      { untilSeconds: 7200, badEvents: 300, errorRatio: undefined, spent: 0.3 },
      { untilSeconds: 3600, badEvents: 100, errorRatio: 0.1, spent: 0.1 },
    ],
  });
});

test('each group for itself; one that only its budget is known of has no share of good events', () => {
  const sli = events({ total: requests, bad: requests.where({ code: '5xx' }), groupBy: ['route'] });
  const { slo } = estateWith({ sli });
  const of = (route: string, value: number) => ({ labels: { slo: 'checkout/availability', route }, value });
  const answers = { ...nothing, total: [of('/pay', 100)], bad: [of('/pay', 50)], remaining: [of('/pay', -4), of('/new', 1)] };
  expect(reportOf(slo, answers).map(({ group, attained, met, remaining }) => [group, attained, met, remaining])).toEqual([
    [{ route: '/pay' }, 0.5, false, -4],
    [{ route: '/new' }, undefined, undefined, 1],
  ]);
});

test('nothing answered is no report', () => {
  expect(reportOf(estateWith().slo, nothing)).toEqual([]);
});

test('nothing is missed while the budget of the whole window is not spent', () => {
  const { slo } = estateWith();
  const state = (remaining: number) => {
    const [report] = reportOf(slo, {
      ...nothing,
      total: one(1000),
      bad: one(20),
      measured: one(3600),
      remaining: one(remaining),
    });
    return [report?.attained, report?.measuredSeconds, report && stateOf(report)];
  };
  expect(state(0.9978)).toEqual([0.98, 3600, 'within budget']);
  expect(state(-0.1)).toEqual([0.98, 3600, 'missed']);
});

test('a burn rate is known before anything of the window is', () => {
  const { slo } = estateWith();
  const [report] = reportOf(slo, { ...nothing, burnRate: one(3) });
  expect(report).toMatchObject({ burnRate: 3, attained: undefined, measuredSeconds: undefined });
  expect(report && stateOf(report)).toBe('no data');
});
