import { describe, expect, it } from 'vitest';
import { alert } from '../../../../src/alerts/alert.ts';
import { logs } from '../../../../src/authored/log.ts';
import { counter } from '../../../../src/authored/metric.ts';
import { promql } from '../../../../src/authored/query.ts';
import { route, routing } from '../../../../src/define/routing.ts';
import { service } from '../../../../src/define/service.ts';
import { slo, tier } from '../../../../src/define/slo.ts';
import { api, files, target } from '../../../../src/define/target.ts';
import { events } from '../../../../src/sli/events.ts';
import { latency } from '../../../../src/sli/latency.ts';
import { rawRatio } from '../../../../src/sli/raw-ratio.ts';
import { base, payments, resolveAll, scraped } from '../../../support/estate.ts';

const requests = counter({ name: 'requests_total', help: 'Requests.' });
const checkout = scraped({ requests });
/** What an import cycle leaves in place of what was imported. */
const hole = undefined as never;
const common = { service: checkout, name: 'it', objective: '99%', window: '30d' } as const;
const sli = events({ total: requests, bad: requests.where({}) });

const problems = (it: object) =>
  resolveAll({ ...base, checkout, it })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code} ${message}`);

describe('a hole left by an import cycle', () => {
  it.each([
    ['total', slo({ ...common, sli: events({ total: hole, bad: requests }) })],
    ['bad or good', slo({ ...common, sli: events({ total: requests, bad: hole }) })],
    ['of', slo({ ...common, sli: latency({ of: hole, under: 1 as never }) })],
    ['good', slo({ ...common, sli: rawRatio({ good: hole }) })],
    ['alerts.0', slo({ ...common, sli, alerts: [hole] })],
    [
      'options.when.values.0',
      alert({ service: checkout, name: 'It', severity: 'warning', summary: 'x', when: promql`${hole} > 1` }),
    ],
    ['service', logs({ service: hole, name: 'it' })],
  ])('is said to be %s', (field, it) => {
    const said = `\`${field.startsWith('options') || field === 'alerts.0' || field === 'service' ? field : `sli.${field}`}\``;
    expect(problems(it)).toEqual([`definition/undefined-reference ${said} is undefined.`]);
  });

  it.each([
    ['grafana.url', { grafana: api({ url: hole }) }],
    ['prometheus.to', { prometheus: files({ to: hole }) }],
  ])('is said of a target: %s', (field, way) => {
    const live = target({ name: 'live', environment: base.production, ...way } as never);
    expect(problems(live)).toEqual([`definition/undefined-reference \`${field}\` is undefined.`]);
  });

  it('is said of a route', () => {
    const routes = routing({ fallback: payments.ticket, overrides: [route({ when: { service: checkout }, to: hole })] });
    const found = resolveAll({ ...base, checkout, routes }).diagnostics.map(({ message }) => message);
    expect(found).toContain('`to` is undefined.');
  });
});

describe('what is no definition of its kind', () => {
  it.each([5, undefined, {}])('is no name: %s', (name) => {
    expect(problems(service({ name: name as never, owner: payments }))[0]).toMatch(/^definition\/name /);
  });

  it('is no service', () => {
    expect(problems(slo({ ...common, service: 'checkout' as never, sli }))[0]).toContain('`service` is no service');
  });

  it('is no time', () => {
    const alerts = [tier({ severity: 'critical', spend: '2%', within: '0s' })];
    expect(problems(slo({ ...common, sli, alerts }))[0]).toContain('`within` is no time at all');
  });
});
