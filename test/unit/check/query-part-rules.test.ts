import { describe, expect, it } from 'vitest';
import { type AnyHistogram, histogram } from '../../../src/authored/metric.ts';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { base, scraped, withCode } from '../../support/estate.ts';
import {
  alerting,
  calls,
  checkout,
  errors,
  latency,
  memory,
  queue,
  requests,
  showing,
  underlinedBy,
  usage,
  wait,
} from '../../support/shop.ts';

const buckets = promql`sum by (le) (rate(${latency.bucket}[5m]))`;

const mean = (limit: number) =>
  promql`sum(rate(http_request_duration_seconds_sum[5m])) / sum(rate(http_request_duration_seconds_count[5m])) > ${limit}`;

/** A code, a query it is about, the part it underlines. */
const firing: readonly (readonly [code: string, when: Expr, part: string])[] = [
  ['promql/quantile-out-of-range', promql`histogram_quantile(99, ${buckets}) > 1`, '99'],
  ['promql/quantile-out-of-range', promql`quantile(-0.1, ${queue}) > 1`, '-0.1'],
  ['promql/quantile-out-of-range', promql`quantile_over_time(95, ${queue}[5m]) > 1`, '95'],
  ['promql/quantile-above-buckets', promql`histogram_quantile(0.9, sum by (le) (rate(${latency.bucket}[5m]))) > 3`, '> 3'],
  ['promql/quantile-above-buckets', promql`500 < histogram_quantile(0.9, rate(${latency.bucket}[5m]))`, '500 <'],
  ['promql/quantile-since-start', promql`histogram_quantile(0.9, ${latency.bucket}) > 1`, 'http_request_duration_seconds_bucket'],
  ['promql/rate-of-rate', promql`rate(sum(rate(${errors}[5m]))[1h:1m]) > 1`, 'rate(sum(rate('],
  ['promql/rate-of-rate', promql`increase((rate(${errors}[5m]) > 1)[1h:1m]) > 1`, 'increase('],
  ['promql/aggregated-quantile', promql`avg(histogram_quantile(0.9, rate(${latency.bucket}[5m]))) > 1`, 'avg('],
  ['promql/aggregated-quantile', promql`sum by (instance) (${wait}) > 1`, 'sum by (instance) ('],
  [
    'promql/average-of-ratios',
    promql`avg(rate(${requests.where({ code: '5xx' })}[5m]) / on (route, instance, job) rate(${requests.where({ code: '2xx' })}[5m])) > 0.1`,
    'avg(',
  ],
  ['promql/or-vector-fills-nothing', promql`(sum by (route) (rate(${requests}[5m])) or vector(0)) > 1`, 'vector(0)'],
  ['promql/float-equality', promql`sum(increase(${errors}[1h])) == 1`, 'sum(increase('],
  ['promql/float-equality', promql`avg(${usage}) == 0.5`, 'avg('],
  ['promql/float-equality', promql`rate(${errors}[5m]) == 0.1 or rate(${errors}[5m]) > 3`, '== 0.1'],
  ['promql/looks-ahead', promql`${queue} offset -5m > 1`, 'offset -5m'],
  ['promql/fixed-time', promql`${queue} / ${queue} @ 1790000000 > 1`, '@ 1790000000'],
  ['promql/prediction-too-far', promql`predict_linear(${usage}[30m], 4 * 24 * 3600) > 1`, 'predict_linear('],
  ['promql/scalar-of-many', promql`${queue} > scalar(${memory})`, 'process_memory_bytes'],
  ['promql/absent-of-several', promql`absent(queue_depth{queue=~"orders|mails"})`, 'queue=~"orders|mails"'],
  ['promql/absent-of-several', promql`absent_over_time(queue_depth{queue=~".*s"}[5m])`, 'queue=~".*s"'],
  ['promql/unbounded-label', promql`sum by (customer) (rate(${calls}[5m])) > 9`, 'sum by (customer)'],
  ['promql/unbounded-label', promql`rate(${calls}[5m]) > 9`, 'rate(calls_total'],
  ['promql/unbounded-label', promql`sum without (instance) (rate(${calls}[5m])) > 9`, 'sum without (instance)'],
  ['promql/counter-without-rate', promql`rate(max by (route) (${requests})[10m:1m]) > 1`, 'max by (route)'],
  ['promql/threshold-in-milliseconds', mean(500), '> 500'],
  ['promql/whole-bucket', promql`sum(rate(http_request_duration_seconds_bucket{le="1"}[5m])) < 1`, 'le="1"'],
  ['promql/always-empty', promql`count(${queue}) == 0`, 'count('],
  ['promql/always-empty', promql`${queue} > 5 or sum(rate(${errors}[5m])) < 0`, '< 0'],
  ['promql/always-empty', promql`up{job="checkout"} > 1`, '> 1'],
  ['promql/always-empty', promql`absent(${queue}) == 0`, '== 0'],
];

const quiet: readonly (readonly [code: string, when: Expr])[] = [
  ['promql/quantile-out-of-range', promql`histogram_quantile(0.99, ${buckets}) > 1`],
  ['promql/quantile-above-buckets', promql`histogram_quantile(0.9, rate(${latency.bucket}[5m])) > 1`],
  ['promql/quantile-above-buckets', promql`histogram_quantile(0.9, rate(${latency.bucket}[5m])) < 5`],
  ['promql/quantile-above-buckets', promql`histogram_quantile(0.9, rate(${latency.bucket}[5m])) * 1000 > 500`],
  ['promql/quantile-since-start', promql`histogram_quantile(0.9, rate(${latency.bucket}[5m])) > 1`],
  ['promql/rate-of-rate', promql`rate((${errors} and on (job) rate(${requests}[5m]) > 1)[1h:1m]) > 1`],
  ['promql/rate-of-rate', promql`max_over_time(rate(${errors}[5m])[1h:1m]) > 1`],
  ['promql/aggregated-quantile', promql`max(histogram_quantile(0.9, rate(${latency.bucket}[5m]))) > 1`],
  ['promql/aggregated-quantile', promql`sum(rate(wait_seconds_sum[5m])) > 1`],
  ['promql/aggregated-quantile', promql`count(histogram_quantile(0.9, rate(${latency.bucket}[5m])) > 1) > 1`],
  ['promql/aggregated-quantile', promql`sum(histogram_quantile(0.9, rate(${latency.bucket}[5m])) > bool 1) > 1`],
  ['promql/average-of-ratios', promql`avg(${memory} / ${memory}) > 0.1`],
  [
    'promql/average-of-ratios',
    promql`sum(sum by (reason) (rate(${errors}[5m])) / on () group_left () sum(rate(${requests}[5m]))) > 0.1`,
  ],
  ['promql/average-of-ratios', promql`sum(sum(rate(${errors}[5m])) / sum(rate(${requests}[5m]))) > 0.1`],
  ['promql/aggregated-quantile', promql`sum(histogram_quantile(0.9, ${buckets})) > 1`],
  ['promql/average-of-ratios', promql`sum(rate(${errors}[5m])) / sum(rate(${requests}[5m])) > 0.1`],
  ['promql/or-vector-fills-nothing', promql`(sum(rate(${requests}[5m])) or vector(0)) > 1`],
  ['promql/or-vector-fills-nothing', promql`(sum by (route) (rate(${requests}[5m])) or on () vector(0)) > 1`],
  ['promql/float-equality', promql`sum(rate(${errors}[5m])) == 0`],
  ['promql/float-equality', promql`avg(${queue}) == 1`],
  ['promql/float-equality', promql`sum(rate(${errors}[5m])) / sum(rate(${requests}[5m])) >= 0.5`],
  ['promql/looks-ahead', promql`${queue} offset 5m > 1`],
  ['promql/fixed-time', promql`${queue} @ end() > 1`],
  ['promql/prediction-too-far', promql`predict_linear(${usage}[6h], 86400) > 1`],
  ['promql/scalar-of-many', promql`${queue} > scalar(max(${memory}))`],
  ['promql/absent-of-several', promql`absent(queue_depth{queue="orders"})`],
  ['promql/absent-of-several', promql`absent(queue_depth{queue=~"orders"})`],
  ['promql/absent-of-several', promql`absent(http_requests_total{code!~"4.."})`],
  ['promql/whole-bucket', promql`sum(rate(http_request_duration_seconds_bucket{le="1.0"}[5m])) < 1`],
  ['promql/whole-bucket', promql`sum(rate(http_request_duration_seconds_bucket{le="0.3"}[5m])) < 1`],
  ['promql/unbounded-label', promql`rate(calls_total{customer="7"}[5m]) > 9`],
  ['promql/unbounded-label', promql`topk(5, rate(${calls}[5m])) > 9`],
  ['promql/counter-without-rate', promql`max by (route) (rate(${requests}[5m])) > 1`],
  ['promql/unbounded-label', promql`sum(sum by (customer) (rate(${calls}[5m]))) > 9`],
  ['promql/unbounded-label', promql`sum by (route) (rate(${requests}[5m])) > 9`],
  ['promql/always-empty', promql`(count(${queue}) or vector(0)) == 0`],
  ['promql/always-empty', promql`sum(rate(${errors}[5m])) == 0`],
  ['promql/always-empty', promql`${queue} < 0`],
  ['promql/threshold-in-milliseconds', mean(10)],
  ['promql/always-empty', promql`${usage} > 1.5`],
  ['promql/always-empty', promql`sum by (queue) (${queue}) / ${memory} > 1`],
];

describe('rules about parts of queries', () => {
  it.each(firing)('%s underlines what is wrong', (code, when, part) => {
    const seen = underlinedBy(code, when);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain(part);
  });

  it.each(quiet)('%s is silent where it is right', (code, when) => {
    expect(withCode(alerting(when), code)).toEqual([]);
  });

  it('look at panels too, but not for what only a rule cannot do', () => {
    const code = 'promql/quantile-out-of-range';
    expect(withCode(showing(promql`histogram_quantile(99, rate(${latency.bucket}[$__rate_interval]))`), code)).toHaveLength(1);
    expect(withCode(showing(promql`sum by (customer) (rate(${calls}[5m]))`), 'promql/unbounded-label')).toEqual([]);
    expect(withCode(showing(promql`${queue} offset -5m`), 'promql/looks-ahead')).toEqual([]);
  });

  it('say how to write a threshold in milliseconds', () => {
    const [found] = withCode(
      alerting(promql`histogram_quantile(0.9, rate(${latency.bucket}[5m])) > 500`),
      'promql/quantile-above-buckets',
    );
    expect(found?.fix).toContain('write 0.5');
  });
});

describe('promql/mixed-buckets', () => {
  const other = histogram({ name: 'cart_seconds', help: 'x', unit: 'seconds', buckets: [0.1, 0.5] });
  const same = histogram({ name: 'cart_seconds', help: 'x', unit: 'seconds', buckets: [0.1, 0.3, 1, 3] });
  const twin = histogram({ name: latency.name, help: 'What it is.', unit: 'seconds', buckets: [0.5] });
  const added = (of: typeof other | typeof same) =>
    promql`histogram_quantile(0.9, sum by (le) (rate(${latency.bucket}[5m])) + sum by (le) (rate(${of.bucket}[5m]))) > 0.4`;
  const found = (metric: AnyHistogram<number>, when: Expr) =>
    withCode({ ...alerting(when), ...base, checkout, cart: scraped({ metric }, 'cart') }, 'promql/mixed-buckets');

  it('sees two metrics added up', () => {
    expect(found(other, added(other))[0]?.message).toContain('cart_seconds of cart has 0.1, 0.5');
    expect(found(same, added(same))).toEqual([]);
  });

  it('sees one name with different buckets in two jobs', () => {
    const all = promql`histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 0.4`;
    expect(found(twin, all)).toHaveLength(1);
    const apart = promql`histogram_quantile(0.9, sum by (le, job) (rate(http_request_duration_seconds_bucket[5m]))) > 0.4`;
    expect(found(twin, apart)).toEqual([]);
    const one = promql`histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket{job="cart"}[5m]))) > 0.4`;
    expect(found(twin, one)).toEqual([]);
  });
});

describe('promql/mixed-buckets by a pattern of names', () => {
  const other = histogram({ name: 'cart_seconds', help: 'x', unit: 'seconds', buckets: [0.1, 0.5] });
  const found = (buckets: Expr) => {
    const when = promql`histogram_quantile(0.9, sum by (le) (rate(${buckets}[5m]))) > 0.4`;
    return withCode({ ...alerting(when), ...base, checkout, cart: scraped({ other }, 'cart') }, 'promql/mixed-buckets');
  };

  it('sees each', () => {
    expect(found(promql`{__name__=~"cart_seconds_bucket|http_request_duration_seconds_bucket"}`)).toHaveLength(1);
    expect(found(promql`{__name__=~"cart_seconds_bucket|other_bucket"}`)).toEqual([]);
  });
});

describe('promql/no-common-labels', () => {
  const found = (when: Expr) => withCode(alerting(when), 'promql/no-common-labels');
  const joined = promql`sum by (route) (rate(${requests}[5m])) / on (route, code) group_left () sum by (route, code) (rate(${requests}[5m])) > 1`;

  it('names the aggregation that dropped the label of one side', () => {
    const [one] = found(joined);
    expect(one?.message).toContain('sum by (route) drops `code`');
    expect(one?.fix).toContain('add it: sum by (route, code)');
    expect(one?.excerpt?.from).toBe(0);
  });

  it('names the label that is gone, also without on', () => {
    const [one] = found(promql`rate(${errors}[5m]) / sum without (instance) (rate(${errors}[5m])) > 1`);
    expect(one?.fix).toContain('remove instance from without (instance)');
  });

  it('tells both sides where the series never had it', () => {
    expect(found(promql`${memory} / ${queue} > 1`)[0]?.message).toContain('the left side has no label `queue`');
  });
});

describe('scrape/window-too-short', () => {
  const found = (when: Expr) => withCode(alerting(when), 'scrape/window-too-short');

  it.each([
    [promql`rate(${errors}[30s]) > 1`, '[1m]', 'warning'],
    [promql`rate(${errors}[20s]) > 1`, '[1m]', 'error'],
    [promql`avg_over_time(${usage}[10s]) > 0.5`, '[15s]', 'warning'],
    [promql`absent_over_time(${usage}[20s])`, '[30s]', 'warning'],
    [promql`deriv(max(${usage})[1m:1m]) > 1`, '[2m]', 'error'],
    [promql`max_over_time(rate(${errors}[30s])[1h:1m]) > 1`, '[1m]', 'warning'],
  ])('%s', (when, least, severity) => {
    const [one, ...more] = found(when);
    expect([one?.fix, one?.severity, more]).toEqual([`use ${least} or more`, severity, []]);
  });

  it.each([
    promql`rate(${errors}[1m]) > 1`,
    promql`avg_over_time(${usage}[15s]) > 0.5`,
    promql`absent_over_time(${usage}[1m])`,
    promql`deriv(max(${usage})[10m:1m]) > 1`,
  ])('is silent where there are enough', (when) => expect(found(when)).toEqual([]));

  it('looks at panels', () => {
    expect(withCode(showing(promql`rate(${errors}[30s])`), 'scrape/window-too-short')).toHaveLength(1);
    expect(withCode(showing(promql`rate(${errors}[$__rate_interval])`), 'scrape/window-too-short')).toEqual([]);
  });
});
