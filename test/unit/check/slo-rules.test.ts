import { describe, expect, it } from 'vitest';
import { counter, histogram } from '../../../src/authored/metric.ts';
import { promql, quantile, rate, ratio } from '../../../src/authored/query.ts';
import { environment, prometheus } from '../../../src/define/environment.ts';
import { service } from '../../../src/define/service.ts';
import { type SloOptions, slo, tier } from '../../../src/define/slo.ts';
import { events } from '../../../src/sli/events.ts';
import { latency } from '../../../src/sli/latency.ts';
import { rawRatio } from '../../../src/sli/raw-ratio.ts';
import { base, codesOf, payments, scraped, withCode } from '../../support/estate.ts';

const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const errors = counter({ name: 'http_errors_total', help: 'Failures.' });
const duration = histogram({ name: 'http_request_duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.25, 1] });
const checkout = scraped({ requests, errors, duration });
const good: SloOptions = {
  service: checkout,
  name: 'availability',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: requests, bad: errors }),
};
const estate = (change: Partial<SloOptions> = {}) => ({ ...base, checkout, it: slo({ ...good, ...change }) });
const slow = tier({ severity: 'warning', spend: '10%', within: '3d' });
const fast = tier({ severity: 'critical', spend: '2%', within: '1h' });
const asked = promql`histogram_quantile(0.99, sum by (le) (rate(${duration.bucket}[5m])))`;

describe('rules about objectives', () => {
  it.each([
    ['99.9%', '30d'],
    ['99%', '28d'],
    ['95%', '7d'],
    ['50%', '1d'],
  ] as const)('find nothing in the standard tiers of %s over %s', (objective, window) => {
    expect(codesOf(estate({ objective, window }))).toEqual([]);
  });

  it('find nothing in a latency objective', () => {
    expect(codesOf(estate({ sli: latency({ of: duration, under: '250ms' }) }))).toEqual([]);
  });

  it.each([
    ['slo/tier-cannot-fire', { objective: '90%', alerts: [fast, slow] }, '144% bad events'],
    ['slo/silent-zone', { alerts: [fast] }, 'between 1 and 14.4'],
    ['slo/silent-zone', { alerts: [] as const }, 'no tiers'],
    [
      'slo/fires-while-compliant',
      { alerts: [fast, tier({ severity: 'warning', spend: '5%', within: '3d' })] },
      'burn rate of 0.5',
    ],
    ['slo/window-exceeds-retention', { window: '180d' }, 'looks back 180d, but production keeps 90d'],
    [
      'slo/window-under-four-scrapes',
      { alerts: [tier({ severity: 'critical', spend: '2%', within: '1h', short: '30s' }), slow] },
      '30s, its series are scraped every 15s',
    ],
    ['slo/quantile-is-no-ratio', { sli: rawRatio({ good: asked }) }, 'quantile, in seconds'],
    ['slo/quantile-is-no-ratio', { sli: rawRatio({ good: quantile(0.99, duration, '5m') }) }, 'quantile'],
    [
      'slo/quantile-is-no-ratio',
      { sli: rawRatio({ good: promql`sum(rate(${duration.sum}[5m])) / sum(rate(${duration.count}[5m]))` }) },
      'answers seconds',
    ],
    [
      'slo/not-event-weighted',
      { sli: rawRatio({ good: ratio({ part: rate(errors, '5m'), whole: rate(requests, '5m') }) }) },
      'averages a ratio',
    ],
  ] satisfies [string, Partial<SloOptions>, string][])('%s', (code, change, seen) => {
    const [found, ...more] = withCode(estate(change), code);
    expect(found?.message).toContain(seen);
    expect(found?.at).toBe('checkout/slo/availability');
    expect(found?.fix).toBeTruthy();
    expect(more).toEqual([]);
  });

  it('says one thing of a raw ratio', () => {
    const codes = codesOf(estate({ sli: rawRatio({ good: asked }) })).filter((code) => code.startsWith('slo/'));
    expect(codes).toEqual(['slo/quantile-is-no-ratio']);
  });

  it('knows the interval of the service itself', () => {
    const metrics = { requests, errors };
    const slowly = service({ name: 'slowly', owner: payments, metrics, scrape: { port: 1, interval: '2m' } });
    const it = slo({ ...good, service: slowly });
    expect(withCode({ ...base, slowly, it }, 'slo/window-under-four-scrapes')[0]?.message).toContain('every 2m');
  });

  it('knows the interval of what the objective reads, whatever else is scraped more slowly', () => {
    const other = counter({ name: 'other_total', help: 'Others.' });
    const slowly = service({ name: 'slowly', owner: payments, metrics: { other }, scrape: { port: 1, interval: '2m' } });
    const late = slo({ ...good, service: slowly, sli: events({ total: other, bad: other }) });
    expect(withCode({ ...estate(), slowly, late }, 'slo/window-under-four-scrapes').map(({ at }) => at)).toEqual([
      'slowly/slo/availability',
    ]);
  });

  it('says nothing of what an environment keeps whose retention nobody can read', () => {
    const server = prometheus({ version: '3.15', retention: '90 days' as '90d' });
    const odd = environment({ name: 'odd', prometheus: server, runbooks: 'https://r.example.org' });
    expect(codesOf({ ...estate(), odd })).toContain('definition/duration');
    expect(withCode({ ...estate(), odd }, 'slo/window-exceeds-retention')).toEqual([]);
  });

  it('counts each environment that keeps too little', () => {
    const short = environment({
      name: 'staging',
      prometheus: prometheus({ version: '3.15' }),
      runbooks: 'https://r.example.org',
    });
    expect(withCode({ ...estate(), short }, 'slo/window-exceeds-retention').map(({ message }) => message)).toEqual([
      'availability looks back 30d, but staging keeps 15d.',
    ]);
  });

  it('reports a label that does not exist once, not once a window', () => {
    const sli = events({ total: requests, bad: errors.where({ status: '500' } as never) });
    expect(withCode(estate({ sli }), 'promql/unknown-label')).toHaveLength(1);
  });
});
