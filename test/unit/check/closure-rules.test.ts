import { describe, expect, it } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { correlation } from '../../../src/alerts/correlation.ts';
import { promql } from '../../../src/authored/query.ts';
import { type Inhibition, inhibit, type Route, type RoutingOptions, route, routing } from '../../../src/define/routing.ts';
import { service } from '../../../src/define/service.ts';
import { severities, severity } from '../../../src/define/severity.ts';
import { team } from '../../../src/define/team.ts';
import { timeInterval } from '../../../src/define/time-interval.ts';
import { secret } from '../../../src/kernel/secret.ts';
import { pagerduty } from '../../../src/receivers/pagerduty.ts';
import { base, payments, resolveAll, withCode } from '../../support/estate.ts';
import { checkout, queue } from '../../support/shop.ts';

const of = {
  service: checkout,
  summary: 'It.',
  runbook: { impact: 'x' },
  when: promql`max by (queue) (${queue}) > 100`,
} as const;
const down = alert({ ...of, name: 'Down', severity: 'critical' });
const slow = alert({ ...of, name: 'Slow', severity: 'warning' });
const hours = timeInterval({ name: 'hours', weekdays: 'monday:friday', times: '09:00-18:00', location: 'UTC' });
const page = pagerduty({ routingKey: secret.file('p') });
const other = team({ name: 'other', page });
const estate = { ...base, checkout, down, slow };

function routed(overrides: readonly Route[], more: Partial<RoutingOptions> = {}) {
  const written = { fallback: payments.ticket, overrides, ...more } as RoutingOptions;
  return { ...estate, hours, other, routes: routing(written) };
}
const said = (exports: object, code: string) => withCode(exports, code).map(({ message }) => message);
const when = { service: checkout };

describe('route/page-muted', () => {
  const of = (overrides: readonly Route[]) => said(routed(overrides), 'route/page-muted');
  it('is a page whose only way is muted at some time of the week', () => {
    expect(of([route({ when, to: payments.page, active: hours })])).toEqual([
      'Down is critical, but nobody is told on Saturday at 00:00 UTC: its way to payments/page is muted then.',
    ]);
    expect(of([route({ when, to: payments.page, mute: hours })])[0]).toContain('nobody is told on Monday at 09:00 UTC');
  });

  it('is not where another route takes the other hours, or the alert is no page', () => {
    expect(
      of([route({ when, to: payments.page, active: hours, continue: true }), route({ when, to: payments.ticket, mute: hours })]),
    ).toEqual([]);
    expect(of([route({ when, to: payments.page, active: hours, continue: true })])).toEqual([]);
    expect(of([route({ when: { alert: slow }, to: payments.ticket, active: hours })])).toEqual([]);
  });

  it('is not what the scale says of a tier', () => {
    const tiers = { 3: { to: 'page', during: hours, otherwise: 'ticket' } } as const;
    const scale = severities({
      levels: [
        severity({ name: 'critical', means: 'x', to: 'page', tiers }),
        severity({ name: 'warning', means: 'x', to: 'ticket' }),
      ],
    });
    const { diagnostics } = resolveAll({ ...estate, hours, scale });
    expect(diagnostics.filter(({ severity: grave }) => grave !== 'info')).toEqual([]);
  });
});

describe('route/told-twice', () => {
  const of = (overrides: readonly Route[]) => said(routed(overrides), 'route/told-twice');
  it('is one receiver at two nodes, or two pages', () => {
    expect(of([route({ when: { alert: down }, to: payments.page, continue: true })])).toEqual([
      'Down is told to payments/page twice: as "an override: alertname=Down, service=checkout", and as "critical of payments goes to payments/page".',
    ]);
    expect(of([route({ when, to: other.page, continue: true })])).toEqual([
      'Down is told to other/page and payments/page, which are both pages: as "an override: service=checkout", and as "critical of payments goes to payments/page".',
    ]);
  });

  it('is not a ticket beside a page, nor two nodes that never tell at one time', () => {
    expect(of([route({ when: { alert: down }, to: payments.ticket, continue: true })])).toEqual([]);
    const apart = [
      route({ when, to: payments.page, active: hours, continue: true }),
      route({ when, to: payments.page, mute: hours }),
    ];
    expect(of(apart)).toEqual([]);
  });
});

describe('inhibitions', () => {
  const of = (rule: Inhibition) => said(routed([], { inhibit: [rule] }), 'inhibition/everything');
  it('inhibition/everything: a side without conditions, or one that all meet', () => {
    const equal = ['service'];
    expect(of(inhibit({ while: { alert: down }, silence: {}, equal }))).toEqual(['`silence` takes every alert there is.']);
    expect(of(inhibit({ while: { labels: { severity: /.+/ } }, silence: { alert: slow }, equal }))).toEqual([
      '`while` takes every alert there is.',
    ]);
    expect(of(inhibit({ while: { alert: down }, silence: { alert: slow }, equal }))).toEqual([]);
  });
});

describe('inhibition/always', () => {
  const heartbeat = alert({ ...of, name: 'Heartbeat', severity: 'info', when: promql`vector(1)` });
  const of2 = (rule: Inhibition) => said({ ...routed([], { inhibit: [rule] }), heartbeat }, 'inhibition/always');
  it('is a cause that fires at all times', () => {
    expect(of2(inhibit({ while: { severity: 'info' }, silence: { alert: slow }, equal: ['service'] }))).toEqual([
      'Heartbeat always fires, so Slow is never told.',
    ]);
  });
  it('is not a heartbeat that is silenced, or that may be another instance', () => {
    expect(of2(inhibit({ while: { alert: down }, silence: { severity: 'info' }, equal: ['service'] }))).toEqual([]);
    expect(of2(inhibit({ while: { alert: slow }, silence: { alert: heartbeat }, equal: ['service'] }))).toEqual([]);
  });
});

describe('route/dead-route says which matcher nothing meets', () => {
  const of = (...overrides: Route[]) => said(routed(overrides), 'route/dead-route').map((text) => text.split(': ').at(-1));
  const to = payments.ticket;
  it('alone, and what there is instead', () => {
    expect(of(route({ when: { service: checkout, labels: { alertname: 'Dwon' } }, to }))).toEqual([
      'no alert has alertname="Dwon" (they have Down, Slow).',
    ]);
    expect(of(route({ when: { labels: { alertname: 'Dwon', severity: 'worse' } }, to }))).toEqual([
      'no alert has alertname="Dwon" (they have Down, Slow), nor severity="worse" (they have critical, warning).',
    ]);
  });
  it('together with those before it', () => {
    expect(of(route({ when: { alert: slow, severity: 'critical' }, to }))).toEqual([
      'no alert with {alertname="Slow", service="checkout"} has severity="critical" too (they have warning).',
    ]);
  });
  it('below a route, among what that takes, and once', () => {
    const below = route({ when: { alert: slow }, to });
    expect(of(route({ when: { severity: 'critical' }, to: payments.page, routes: [below] }))).toEqual([
      'no alert that the route above takes has alertname="Slow" (they have Down).',
    ]);
    expect(of(route({ when: { labels: { alertname: 'Dwon' } }, to, routes: [below] }))).toHaveLength(1);
  });
});

describe('alert/correlation-loses-label', () => {
  const member = alert({ ...of, name: 'Sum', severity: 'info', when: promql`sum(${queue}) > 1` });
  const given = { service: checkout, name: 'Both', severity: 'critical', within: '5m', summary: 'It.', by: ['queue'] } as const;
  const found = (one: object) => said({ ...estate, member, one }, 'alert/correlation-loses-label');
  it('is an alert or a condition without a label of `by`', () => {
    const when = promql`max(${queue}) > 2`;
    expect(found(correlation({ ...given, all: [down, member, { name: 'high', when }] }))).toEqual([
      'Sum has no label queue, by which Both brings conditions together.',
      'checkout:both:high has no label queue, by which Both brings conditions together.',
    ]);
  });
  it('is not where all keep it, or none is asked for', () => {
    const when = promql`max by (queue) (${queue}) > 2`;
    expect(found(correlation({ ...given, all: [down, { name: 'high', when }] }))).toEqual([]);
    expect(found(correlation({ ...given, by: [], all: [down, member] }))).toEqual([]);
  });
});

describe('grouping and intervals', () => {
  it('route/grouping: everything in one, each alone', () => {
    const of = (groupBy: string[]) => said(routed([], { groupBy }), 'route/grouping');
    expect(of([])).toEqual(['All alerts of this route are one notification to payments/ticket.']);
    expect(of(['...'])).toEqual(['Every alert of this route is a notification of its own to payments/ticket.']);
    expect(of(['alertname'])).toEqual([]);
  });

  it('route/unused-interval', () => {
    expect(said(routed([]), 'route/unused-interval')).toEqual(['No route is active or muted in hours.']);
    expect(said(routed([route({ when: { alert: slow }, to: payments.ticket, mute: hours })]), 'route/unused-interval')).toEqual(
      [],
    );
  });

  it('service/owner-unreachable', () => {
    const cart = service({ name: 'cart', owner: team({ name: 'carts' }) });
    expect(said({ ...base, cart }, 'service/owner-unreachable')).toEqual(['carts owns cart and has no way to be told.']);
    expect(said(estate, 'service/owner-unreachable')).toEqual([]);
  });
});

describe('escalations', () => {
  const level = (to: typeof other.page) =>
    severities({ levels: [severity({ name: 'critical', means: 'x', to: 'page', escalate: { after: '30m', to } })] });
  it('escalation/to-oneself', () => {
    expect(said({ ...base, scale: level(payments.page) }, 'escalation/to-oneself')).toEqual([
      'critical of payments escalates to payments/page, which is payments itself.',
    ]);
    expect(said({ ...base, scale: level(other.page) }, 'escalation/to-oneself')).toEqual([]);
  });

  it('escalation/circle, told once', () => {
    const crew = team({ name: 'crew', page, escalate: { after: '30m', to: payments.page } });
    expect(said({ ...base, crew, scale: level(crew.page) }, 'escalation/circle')).toEqual([
      'Escalations go round: crew to payments to crew.',
    ]);
    expect(said({ ...base, crew }, 'escalation/circle')).toEqual([]);
    expect(said({ ...base, scale: level(payments.page) }, 'escalation/circle')).toEqual([]);
  });

  it('escalation/too-soon', () => {
    const crewAfter = (time: '30s' | '31s') => team({ name: 'crew', page, escalate: { after: time, to: payments.page } });
    expect(said({ ...base, crew: crewAfter('30s') }, 'escalation/too-soon')).toEqual([
      'crew escalates to payments/page after 30s, but is itself told 30s after an alert fires.',
    ]);
    expect(said({ ...base, crew: crewAfter('31s') }, 'escalation/too-soon')).toEqual([]);
  });
});
