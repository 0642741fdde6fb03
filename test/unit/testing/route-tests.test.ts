import { describe, expect, it } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { promql } from '../../../src/authored/query.ts';
import { environment } from '../../../src/define/environment.ts';
import { type RouteTestOptions, routeTest } from '../../../src/define/route-test.ts';
import { inhibit, route, routing } from '../../../src/define/routing.ts';
import { slo } from '../../../src/define/slo.ts';
import { nobody } from '../../../src/define/team.ts';
import { timeInterval } from '../../../src/define/time-interval.ts';
import { events } from '../../../src/sli/events.ts';
import { runRouteTests } from '../../../src/testing/route-tests.ts';
import { base, payments, resolveAll } from '../../support/estate.ts';
import { checkout, queue, requests } from '../../support/shop.ts';

const of = { service: checkout, summary: 'It.', runbook: { impact: 'x' } } as const;
const down = alert({ ...of, name: 'Down', severity: 'critical', when: promql`max by (queue) (${queue}) > 100` });
const slow = alert({ ...of, name: 'Slow', severity: 'warning', when: promql`max by (queue) (${queue}) > 10` });
const free = slo({
  service: checkout,
  name: 'free',
  objective: '99%',
  window: '30d',
  sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }),
});
const hours = timeInterval({ name: 'hours', weekdays: 'monday:friday', times: '09:00-18:00', location: 'Europe/Berlin' });
const overrides = [route({ when: { alert: slow }, to: payments.ticket, active: hours, groupBy: ['queue'] })];
const quiet = inhibit({ while: { alert: down }, silence: { alert: slow }, equal: ['queue'] });
const estate = {
  ...base,
  checkout,
  down,
  slow,
  free,
  hours,
  routes: routing({ fallback: payments.ticket, overrides, inhibit: [quiet] }),
};

const NIGHT = '2026-11-20T03:00:00+01:00';
const DAY = '2026-11-20T10:00:00+01:00';

function failures(options: Omit<RouteTestOptions, 'name'>, more: object = {}): readonly string[] {
  const { derived } = resolveAll({ ...estate, ...more, it: routeTest({ name: 'it', ...options }) });
  return runRouteTests(derived).flatMap((one) => one.failures);
}
function said(options: object): string[] {
  const { diagnostics } = resolveAll({ ...estate, it: routeTest({ name: 'it', ...options } as RouteTestOptions) });
  return diagnostics
    .filter(({ at }) => at === 'estate/route-test/it')
    .map(({ code, message, fix }) => `${code} ${message} (${fix})`);
}

describe('route tests that hold', () => {
  it.each<[string, Omit<RouteTestOptions, 'name'>]>([
    ['a receiver', { alert: down, at: NIGHT, reaches: payments.page, muted: false }],
    ['several alerts', { alert: [down, slow], labels: { queue: 'a' }, groupedBy: {} }],
    ['a group', { alert: slow, labels: { queue: 'a' }, reaches: [payments.ticket], groupedBy: { queue: 'a' } }],
    ['muted by an interval', { alert: slow, at: NIGHT, reaches: [], muted: hours }],
    ['not muted by day', { alert: slow, at: DAY, reaches: payments.ticket, muted: false }],
    [
      'kept quiet',
      { alert: slow, labels: { queue: 'a' }, while: [{ alert: down, labels: { queue: 'a' } }], inhibited: true, reaches: [] },
    ],
    [
      'another queue',
      { alert: slow, labels: { queue: 'a' }, while: [{ alert: down, labels: { queue: 'b' } }], inhibited: false },
    ],
    ['an alert of an SLO', { alert: free, labels: { severity: 'warning' }, while: [free], inhibited: true }],
  ])('%s', (_, options) => {
    expect(failures(options)).toEqual([]);
    expect(said(options)).toEqual([]);
  });
});

describe('route tests that do not hold', () => {
  it('say what was expected, what was seen, and by what way', () => {
    expect(failures({ alert: down, reaches: [payments.ticket, payments.info] })).toEqual([
      'Down: expected payments/info, payments/ticket, seen payments/page',
      '  payments/page: critical of payments goes to payments/page',
    ]);
    expect(failures({ alert: slow, at: NIGHT, reaches: payments.ticket })).toEqual([
      'Slow: expected payments/ticket, seen nobody',
      '  payments/ticket, outside hours: an override: alertname=Slow, service=checkout',
    ]);
    expect(failures({ alert: down, groupedBy: { alertname: 'Down', queue: 'a' } })).toEqual([
      'Down: expected to be grouped by {alertname="Down", queue="a"}, seen {alertname="Down", service="checkout"} at payments/page',
    ]);
    expect(failures({ alert: slow, at: DAY, muted: hours })[0]).toBe('Slow: expected to be muted by hours, seen');
    expect(failures({ alert: slow, at: NIGHT, muted: false })[0]).toBe('Slow: expected to be not muted, seen');
    expect(failures({ alert: slow, while: [free], inhibited: true })).toEqual([
      'Slow: expected to be kept quiet, but no inhibition holds between it and what else fires',
    ]);
    expect(failures({ alert: slow, while: [down], inhibited: false, reaches: payments.ticket })).toEqual([
      'Slow: expected payments/ticket, seen nobody',
      '  it is quiet: Down fires',
      '  payments/ticket: an override: alertname=Slow, service=checkout',
      'Slow: expected not to be kept quiet, but Down fires',
    ]);
    expect(
      failures(
        { alert: down, reaches: payments.page },
        { routes: routing({ fallback: nobody }), production: environment({ name: 'p' }) },
      ),
    ).toEqual([]);
    expect(failures({ alert: down, reaches: payments.page }, { routes: undefined })).toEqual([
      'no `routing` is exported, so nobody is told of anything',
    ]);
  });
});

describe('mistakes in route tests', () => {
  const unknown = alert({ ...of, name: 'Unknown', severity: 'info', when: promql`${queue} > 1` });
  it.each<[object, string]>([
    [{ alert: down }, 'route/test-says-nothing Nothing is expected'],
    [{ alert: [], reaches: [] }, 'route/test-says-nothing It is about no alert.'],
    [{ alert: down, muted: true }, 'route/test-says-nothing It says whether the alert is muted, and not when.'],
    [{ alert: down, inhibited: true }, 'route/test-says-nothing It says whether the alert is kept quiet, and not by what.'],
    [{ alert: down, reaches: [], at: '2026-11-20 03:00' }, 'route/test-moment `at` is "2026-11-20 03:00", which is no moment.'],
    [{ alert: down, reaches: [], at: '2026-13-20T03:00:00Z' }, 'route/test-moment'],
    [{ alert: down, reaches: [], at: 7 }, 'route/test-moment `at` is 7'],
    [{ alert: unknown, reaches: [] }, 'route/test-unknown-alert The estate has no checkout/alert/Unknown.'],
    [{ alert: down, while: [unknown], reaches: [] }, 'route/test-unknown-alert The estate has no checkout/alert/Unknown.'],
    [
      { alert: free, labels: { severity: 'info' }, reaches: [] },
      'route/test-unknown-alert No alert of checkout/slo/free has severity="info": its rules set it to critical, warning.',
    ],
    [
      { alert: down, labels: { severity: 'info' }, reaches: [] },
      'route/test-unknown-alert No alert of checkout/alert/Down has severity="info"',
    ],
    [{ reaches: [] }, 'definition/undefined-reference `alert` is undefined.'],
    [{ alert: 'Down', reaches: [] }, 'definition/wrong-value `alert` is "Down".'],
    [{ alert: down, reaches: 'payments/page' }, 'definition/wrong-value `reaches` is "payments/page".'],
    [{ alert: down, reaches: payments }, 'definition/wrong-value `reaches` is an object of the kind "team".'],
    [{ alert: down, at: NIGHT, muted: 'hours' }, 'definition/wrong-value `muted` is "hours".'],
    [{ alert: down, while: [{ alert: down }], inhibited: 1 }, 'definition/wrong-value `inhibited` is 1.'],
    [{ alert: down, groupedBy: { queue: 1 } }, 'definition/wrong-value `groupedBy.queue` is 1.'],
  ])('%# are told', (options, seen) => {
    expect(said(options).join('\n')).toContain(seen);
    expect(failures(options as never).filter((line) => line === '')).toEqual([]);
  });

  it('definition/duplicate: two of one name', () => {
    const one = { name: 'same', alert: down, reaches: payments.page } as const;
    const { diagnostics } = resolveAll({ ...estate, a: routeTest(one), b: routeTest(one) });
    expect(diagnostics.filter(({ code }) => code === 'definition/duplicate').map(({ at }) => at)).toEqual([
      'estate/route-test/same',
    ]);
  });
});
