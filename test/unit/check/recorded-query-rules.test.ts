import { describe, expect, it } from 'vitest';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { check } from '../../../src/check/check.ts';
import type { Address } from '../../../src/kernel/address.ts';
import type { RuleGroup } from '../../../src/model/alert.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import { resolveAll, TODAY } from '../../support/estate.ts';
import { alerting, underlined } from '../../support/shop.ts';

const CAUSE = 'checkout/service/checkout' as Address; // as resolve makes them

/** A group that records `text`, as a definition of a recording compiles to. */
function recording(record: string, text: string, intervalMs?: number): RuleGroup {
  const { expr } = parsePromql(text);
  const query = { engine: 'prometheus', text, expr, units: new Map() } as const;
  return {
    name: record,
    engine: 'prometheus',
    scope: 'checkout',
    intervalMs,
    rules: [{ record, query, labels: {}, cause: CAUSE, origin: {} }],
  };
}

function found(code: string, group: RuleGroup, when: Expr, more: Parameters<typeof alerting>[1] = {}): string[] {
  const { derived, artifacts } = resolveAll(alerting(when, more));
  const diagnostics = check({ ...derived, groups: [group, ...derived.groups] }, artifacts, { found: [], today: TODAY });
  return diagnostics.filter((one) => one.code === code).map(underlined);
}

const p99 = recording('instance:latency:p99', 'histogram_quantile(0.99, rate(http_request_duration_seconds_bucket[5m]))');
const share = recording(
  'route:errors_per_request:ratio_rate5m',
  'rate(checkout_errors_total[5m]) / rate(http_requests_total[5m])',
);
const rate = recording('route:http_requests:rate5m', 'sum by (route) (rate(http_requests_total[5m]))', 60_000);

describe('rules that look through recordings', () => {
  it('promql/aggregated-quantile', () => {
    expect(found('promql/aggregated-quantile', p99, promql`avg(instance:latency:p99) > 1`)).toEqual([
      'avg(instance:latency:p99)',
    ]);
    expect(found('promql/aggregated-quantile', p99, promql`max(instance:latency:p99) > 1`)).toEqual([]);
  });

  it('promql/average-of-ratios', () => {
    const code = 'promql/average-of-ratios';
    expect(found(code, share, promql`avg(route:errors_per_request:ratio_rate5m) > 0.1`)).toHaveLength(1);
    expect(found(code, rate, promql`avg(route:http_requests:rate5m) > 0.1`)).toEqual([]);
  });

  it('promql/rate-of-rate', () => {
    expect(found('promql/rate-of-rate', rate, promql`rate(route:http_requests:rate5m[1h]) > 1`)).toHaveLength(1);
    expect(found('promql/rate-of-rate', rate, promql`max_over_time(route:http_requests:rate5m[1h]) > 1`)).toEqual([]);
  });

  it('scrape/window-too-short: how often it is recorded', () => {
    const code = 'scrape/window-too-short';
    expect(found(code, rate, promql`deriv(route:http_requests:rate5m[1m]) > 1`)).toEqual(['1m']);
    expect(found(code, rate, promql`max_over_time(route:http_requests:rate5m[30s]) > 1`)).toEqual(['30s']);
    expect(found(code, rate, promql`deriv(route:http_requests:rate5m[2m]) > 1`)).toEqual([]);
  });

  it('alert/window-not-filled: less than a sum that is still growing', () => {
    const code = 'alert/window-not-filled';
    expect(found(code, rate, promql`sum(sum_over_time(route:http_requests:rate5m[1d])) < 5`)).toHaveLength(1);
    expect(found(code, rate, promql`sum(sum_over_time(route:http_requests:rate5m[1d])) > 5`)).toEqual([]);
    expect(found(code, rate, promql`sum(avg_over_time(route:http_requests:rate5m[1d])) < 5`)).toEqual([]);
  });

  it('alert/template-label-dropped: what the recording has added up', () => {
    const code = 'alert/template-label-dropped';
    const by = (label: string) => ({ description: `On {{ $labels.${label} }}.` });
    expect(found(code, rate, promql`route:http_requests:rate5m > 5`, by('instance'))).toHaveLength(1);
    expect(found(code, rate, promql`route:http_requests:rate5m > 5`, by('route'))).toEqual([]);
  });

  it('alert/always-true: a recorded condition is one', () => {
    const busy = recording('route:http_requests:busy', 'sum by (route) (rate(http_requests_total[5m])) > 100');
    expect(found('alert/always-true', busy, promql`queue_depth > 5 or route:http_requests:busy`)).toEqual([]);
    expect(found('alert/always-true', rate, promql`queue_depth > 5 or route:http_requests:rate5m`)).toHaveLength(1);
  });
});
