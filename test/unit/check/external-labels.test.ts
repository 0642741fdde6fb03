import { describe, expect, it } from 'vitest';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { environment, prometheus } from '../../../src/define/environment.ts';
import { recording } from '../../../src/define/recording.ts';
import { withCode } from '../../support/estate.ts';
import { alerting, checkout, queue, requests, showing, underlined } from '../../support/shop.ts';

const eu = environment({ name: 'eu', labels: { cluster: 'eu1', region: 'eu' }, prometheus: prometheus({ version: '3.15' }) });
const found = (estate: object, code = 'promql/unknown-label') => withCode({ ...estate, production: eu }, code);
const inRule = (when: Expr) => found(alerting(when));

describe('an external label', () => {
  it.each<[Expr, part: string, severity: string]>([
    [promql`sum(rate(http_requests_total{cluster="eu1"}[5m])) > 1`, 'cluster="eu1"', 'error'],
    [promql`http_requests_total{environment="eu"} offset 5m > bool 1 > 0`, 'environment="eu"', 'error'],
    [promql`sum(up{region="eu"}) > 1`, 'region="eu"', 'error'],
    [promql`sum by (cluster, route) (rate(${requests}[5m])) > 1`, 'sum by (cluster, route) ', 'warning'],
    [promql`${queue} / on (cluster, queue, instance) ${queue} > 1`, ' / on (cluster, queue, instance) ', 'warning'],
  ])('is on no series of a rule: %j', (when, part, severity) => {
    const [one, ...more] = inRule(when);
    expect(more).toEqual([]);
    expect(one && underlined(one)).toContain(part);
    expect(one?.message).toContain('is an external label: Prometheus adds it to what it sends');
    expect(one?.severity).toBe(severity);
  });

  it('is on no series a rule records or reads from a recording', () => {
    const expr = promql`sum by (route) (rate(${requests}[5m]))`;
    const perRoute = recording({ service: checkout, name: 'route:http_requests:rate5m', expr });
    expect(found({ ...alerting(promql`route:http_requests:rate5m{cluster="eu1"} > 1`), perRoute })).toHaveLength(1);
    expect(found({ ...showing(promql`route:http_requests:rate5m{cluster="eu1"}`), perRoute })).toEqual([]);
  });

  it('may be on what a panel shows: its data source may be a store of many', () => {
    expect(found(showing(promql`sum by (cluster) (rate(http_requests_total{cluster="eu1"}[5m]))`))).toEqual([]);
  });

  it('is no label that discovery adds', () => {
    expect(inRule(promql`sum by (namespace, pod) (rate(http_requests_total{namespace="shop"}[5m])) > 1`)).toEqual([]);
  });

  it('is not in $labels', () => {
    const estate = (description: string) => alerting(promql`${queue} > 1`, { description });
    const [one] = found(estate('In {{ $labels.cluster }}.'), 'alert/template-label-dropped');
    expect(one?.fix).toBe('write $externalLabels.cluster');
    expect(found(estate('In {{ $externalLabels.cluster }}.'), 'alert/template-label-dropped')).toEqual([]);
  });
});
