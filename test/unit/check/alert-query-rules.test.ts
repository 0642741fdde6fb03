import { describe, expect, it } from 'vitest';
import { text } from '../../../src/authored/label.ts';
import { counter } from '../../../src/authored/metric.ts';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { alertmanager, environment, prometheus } from '../../../src/define/environment.ts';
import { inhibit, type RouteOptions, route, routing } from '../../../src/define/routing.ts';
import { payments, scraped, withCode } from '../../support/estate.ts';
import { alerting, build, errors, memory, queue, requests, showing, underlinedBy, warned } from '../../support/shop.ts';

const good = requests.where({ code: '2xx' });

const firing: readonly (readonly [code: string, when: Expr, part: string])[] = [
  ['alert/always-true', promql`sum(rate(${errors}[5m])) > 1 or vector(0)`, 'vector(0)'],
  ['alert/always-true', promql`${queue} > 100 or ${memory} > bool 5`, '> bool 5'],
  ['alert/always-true', promql`(${queue} > 100 or sum(${memory}))`, 'sum('],
  ['alert/labels-change-while-firing', promql`topk(1, ${queue}) > 5`, 'topk(1'],
  ['alert/labels-change-while-firing', promql`count_values("v", ${queue}) > 5`, 'count_values('],
  [
    'alert/labels-change-while-firing',
    promql`${queue} * on (instance, job) group_left (version) ${build} > 5`,
    'group_left (version)',
  ],
  ['alert/silent-without-traffic', promql`sum(rate(${good}[5m])) / sum(rate(${requests}[5m])) < 0.99`, ' / '],
  ['alert/silent-without-traffic', promql`1 - sum(rate(${good}[5m])) / sum(rate(${requests}[5m])) < 0.5`, ' / '],
  ['alert/silent-without-traffic', promql`(sum(rate(${good}[5m])) / sum(rate(${requests}[5m]))) * 100 < 99`, ' / '],
  ['alert/silent-without-traffic', promql`0.99 >= sum(rate(${good}[5m])) / sum(rate(${requests}[5m]))`, ' / '],
  ['alert/silent-without-traffic', promql`sum(rate(${good}[5m])) / sum(rate(${requests}[5m])) != 1`, ' / '],
  ['alert/instant-rate', promql`sum(irate(${errors}[5m])) > 1`, 'irate('],
  ['alert/always-holds', promql`sum(rate(${errors}[5m])) >= 0`, '>= 0'],
  ['alert/always-holds', promql`${queue} > 5 and on (job) sum by (job) (rate(${errors}[5m])) > -1`, '> -1'],
  ['alert/always-holds', promql`up{job="checkout"} <= 1`, '<= 1'],
];

const quiet: readonly (readonly [code: string, when: Expr])[] = [
  ['alert/always-true', promql`(sum(rate(${errors}[5m])) or vector(0)) > 1`],
  ['alert/always-true', promql`vector(1)`],
  ['alert/always-true', promql`${queue} > 100 or absent(${queue})`],
  ['alert/always-true', promql`${queue} > 100 or (${memory} and on (job) ${queue} > 3)`],
  ['alert/always-true', promql`${queue} > 100 or ALERTS{alertname="Other"}`],
  ['alert/labels-change-while-firing', promql`sum(topk(3, ${queue})) > 5`],
  ['alert/labels-change-while-firing', promql`${queue} > 5 and on (queue) topk(3, ${queue})`],
  ['alert/labels-change-while-firing', promql`${queue} * on (instance, job) group_left () ${build} > 5`],
  ['alert/silent-without-traffic', promql`sum(rate(${good}[5m])) / sum(rate(${requests}[5m])) > 0.1`],
  ['alert/silent-without-traffic', promql`1 - sum(rate(${good}[5m])) / sum(rate(${requests}[5m])) > 0.1`],
  ['alert/silent-without-traffic', promql`sum(rate(${good}[5m])) / (sum(rate(${requests}[5m])) > 0) < 0.1`],
  ['alert/silent-without-traffic', promql`sum(rate(${good}[5m])) / clamp_min(sum(rate(${requests}[5m])), 1) < 0.1`],
  [
    'alert/silent-without-traffic',
    promql`sum(rate(${good}[5m])) / sum(rate(${requests}[5m])) < 0.9 or sum(rate(${requests}[5m])) == 0`,
  ],
  ['alert/silent-without-traffic', promql`sum(${queue}) / sum(${memory}) < 0.1`],
  ['alert/instant-rate', promql`sum(rate(${errors}[5m])) > 1`],
  ['alert/always-holds', promql`count(up == 0) > 0`],
  ['alert/always-holds', promql`absent(${queue}) == 1`],
  ['alert/always-holds', promql`${build} == 1`],
  ['alert/always-holds', promql`(sum(rate(${good}[5m])) / sum(rate(${requests}[5m])) >= 0) < 0.5`],
  ['alert/always-holds', promql`sum(rate(${errors}[5m])) > 0`],
];

describe('rules about what an alert asks', () => {
  it.each(firing)('%s underlines what is wrong', (code, when, part) => {
    const seen = underlinedBy(code, when);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain(part);
  });

  it.each(quiet)('%s is silent where it is right', (code, when) => {
    expect(withCode(alerting(when), code)).toEqual([]);
  });
});

describe('alert/first-event-missed', () => {
  const code = 'alert/first-event-missed';
  const lost = counter({ name: 'lost_total', help: 'x', labels: { bank: text({ series: 9 }) } });
  const found = (when: Expr) => withCode({ ...alerting(when), ledger: scraped({ lost }, 'ledger') }, code);

  it('sees a count of single events whose series begin with the first', () => {
    expect(found(promql`sum by (bank) (increase(${lost}[1h])) > 0`)[0]?.message).toContain('each bank');
    expect(found(promql`increase(${lost}[1h]) > 0`)).toHaveLength(1);
  });

  it('is silent where the series can be there before, or new ones are looked for', () => {
    expect(found(promql`increase(${errors}[1h]) > 0`)).toEqual([]);
    expect(found(promql`increase(${lost}[1h]) > 5`)).toEqual([]);
    expect(found(promql`increase(${lost}[1h]) > 0 or count(${lost} unless ${lost} offset 1h) > 0`)).toEqual([]);
  });
});

describe('time between evaluations', () => {
  const slow = environment({
    name: 'slow',
    prometheus: prometheus({ version: '3.15', retention: '90d', evaluationInterval: '1m' }),
    alertmanager: alertmanager({ version: '0.34' }),
  });
  const held = (code: string, more: Parameters<typeof alerting>[1]) =>
    withCode({ ...alerting(promql`${queue} > 1`, more), slow }, code);

  it('alert/hold-under-interval: `for` and `cooldown` below one interval', () => {
    expect(held('alert/hold-under-interval', { for: '30s' })[0]?.message).toContain('every 1m in slow');
    expect(held('alert/hold-under-interval', { for: '5m', cooldown: '30s' })[0]?.message).toContain('cooldown is 30s');
    expect(held('alert/hold-under-interval', { for: '2m', cooldown: '1m' })).toEqual([]);
    expect(held('alert/hold-under-interval', {})).toEqual([]);
  });

  it('alert/hold-between-evaluations: `for` that is no multiple', () => {
    expect(held('alert/hold-between-evaluations', { for: '90s' })[0]?.message).toContain('fires after 2m');
    expect(held('alert/hold-between-evaluations', { for: '5m' })).toEqual([]);
    expect(held('alert/hold-between-evaluations', { for: '30s' })).toEqual([]);
  });
});

describe('labels that routing asks for', () => {
  const summed = promql`sum(${queue}) > 100`;
  const kept = promql`sum by (queue) (${queue}) > 100`;
  const routed = (when: Expr, asked: RouteOptions['when']) =>
    withCode(
      {
        ...alerting(when),
        routes: routing({ fallback: payments.ticket, overrides: [route({ when: asked, to: payments.page })] }),
      },
      'route/label-aggregated-away',
    );
  const ofQueue = { labels: { queue: 'orders' } };

  it('route/label-aggregated-away: the query has added the label up', () => {
    const [found] = routed(summed, ofQueue);
    expect(found?.message).toBe('sum drops queue, so It goes past the route {queue="orders"} to payments/page.');
    expect([found?.severity, found?.fix]).toEqual(['info', 'keep it: sum by (queue) (…), or match on a label it carries']);
    expect(routed(kept, ofQueue)).toEqual([]);
    expect(routed(promql`sum(${memory}) > 100`, ofQueue)).toEqual([]);
  });

  it('route/label-aggregated-away: a join has dropped it, and the route names the alert', () => {
    const joined = promql`${queue} * on (instance, job) ${memory} > 100`;
    const [found] = routed(joined, { alert: warned(joined), ...ofQueue });
    expect(found?.message).toContain('* on (instance, job) drops queue');
    expect([found?.severity, found?.fix]).toEqual(['warning', expect.stringContaining('group_left ()')]);
  });

  it('route/label-aggregated-away: a route for other alerts does not ask it of this one', () => {
    expect(routed(summed, { severity: 'critical', ...ofQueue })).toEqual([]);
  });

  const silenced = (when: Expr) =>
    withCode(
      {
        ...alerting(when),
        routes: routing({
          fallback: payments.ticket,
          inhibit: [inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['queue'] })],
        }),
        cause: warned(kept, { name: 'Cause', severity: 'critical' }),
      },
      'inhibition/label-aggregated-away',
    );

  it('inhibition/label-aggregated-away: one side has added up what both must agree in', () => {
    expect(silenced(summed)[0]?.message).toContain('It is never silenced');
    expect(silenced(kept)).toEqual([]);
  });
});

describe('route/unknown-group-label', () => {
  const grouped = (...groupBy: string[]) =>
    withCode(
      { ...alerting(promql`${queue} > 5`), routes: routing({ fallback: payments.ticket, groupBy }) },
      'route/unknown-group-label',
    );

  it('sees a label no alert carries', () => {
    expect(grouped('alertname', 'servise')[0]?.fix).toBe('write service');
    expect(grouped('tenant')[0]?.fix).toBe('leave tenant out of groupBy');
    expect(grouped('alertname', 'queue', 'cluster', '...')).toEqual([]);
  });
});

describe('panel/legend-label-dropped', () => {
  const code = 'panel/legend-label-dropped';

  it('sees a legend that reads what the query has dropped', () => {
    const [found] = withCode(showing(promql`sum by (queue) (${queue})`, '{{instance}}'), code);
    expect(found?.fix).toBe('add it: sum by (queue, instance)');
    expect(withCode(showing(promql`sum by (queue) (${queue})`, '{{ quee }}'), code)[0]?.fix).toBe('write {{queue}}');
  });

  it('is silent where the label is there, or cannot be told', () => {
    expect(withCode(showing(promql`sum by (queue) (${queue})`, '{{queue}} of {{ queue }}'), code)).toEqual([]);
    expect(withCode(showing(promql`{job="x"}`, '{{any}}'), code)).toEqual([]);
    expect(withCode(showing(promql`${queue}`), code)).toEqual([]);
  });
});
