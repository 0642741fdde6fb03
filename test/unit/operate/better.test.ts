import { expect, test } from 'vitest';
import { slo } from '../../../src/define/slo.ts';
import { betterOf } from '../../../src/operate/metrics/better.ts';
import { events } from '../../../src/sli/events.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';
import { calls, checkout, errors, requests } from '../../support/shop.ts';

test('without definitions only `up` says which way is better', () => {
  expect(['avg', 'min', 'count'].map((number) => betterOf('up', number, undefined))).toEqual(['more', 'more', undefined]);
  expect(betterOf('checkout_errors_total', 'rate', undefined)).toBeUndefined();
});

test('fewer failures and shorter work are better, where the definitions say that they are that', () => {
  const sli = events({ total: requests, bad: errors });
  const objective = slo({ service: checkout, name: 'ok', objective: '99%', window: '30d', sli });
  const { derived } = resolveAll({ ...base, checkout, objective });
  const of = (metric: string, number: string) => betterOf(metric, number, derived);
  expect(['avg', 'p95', 'max', 'count', 'rate'].map((number) => of('http_request_duration_seconds', number))).toEqual([
    'less',
    'less',
    'less',
    undefined,
    undefined,
  ]);
  expect(of('http_requests_total', 'rate')).toBeUndefined();
  expect(of('queue_depth', 'mean')).toBeUndefined();

  const desk = scraped({ calls, errors }, 'desk');
  const reached = slo({ service: desk, name: 'ok', objective: '99%', window: '30d', sli: events({ total: calls, bad: errors }) });
  expect(betterOf('checkout_errors_total', 'rate', resolveAll({ ...base, desk, reached }).derived)).toBe('less');
});
