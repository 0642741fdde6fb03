import { inhibit, not, route, routing, system, timeInterval } from 'signalbox';
import { describe, expect, it, test } from 'vitest';
import { matcher, rootRoute } from '../../../../src/artifacts/alertmanager-config/routes.ts';
import type { Diagnostic } from '../../../../src/kernel/diagnostic.ts';
import { base, payments, resolveAll, scraped } from '../../../support/estate.ts';

const shop = system({ name: 'shop', owner: payments });
const empty = system({ name: 'empty', owner: payments });
const [checkout, cart] = [scraped({}), scraped({}, 'cart')];
const nights = timeInterval({ name: 'nights', times: '22:00-06:00', location: 'UTC' });
const weekends = timeInterval({ name: 'weekends', weekdays: 'saturday:sunday', location: 'UTC' });
const to = payments.page;

/** What the types refuse, as a program without types would write it. */
const untyped = (value: unknown): never => value as never;
const told = (routes: object): Diagnostic[] =>
  resolveAll({ ...base, shop, empty, checkout, cart, routes }).diagnostics.filter(({ severity }) => severity === 'error');
const codes = (routes: object): string[] => told(routes).map(({ code }) => code);
const routed = (...overrides: ReturnType<typeof route>[]) => routing({ fallback: payments.ticket, overrides });
const firstOf = (routes: object) => resolveAll({ ...base, shop, empty, checkout, cart, routes }).derived.route?.routes[0];
const matchersOf = (when: object) => firstOf(routed(route({ when, to })))?.matchers.map(matcher);

describe('a condition becomes matchers', () => {
  const alertOf = (service: object, name: string) => ({ kind: 'alert', name, service, severity: 'warning' });
  it.each([
    ['a service', { service: checkout }, ['service="checkout"']],
    [
      'one of several',
      { service: [checkout, cart], severity: ['critical', 'warning'] },
      ['service=~"checkout|cart"', 'severity=~"critical|warning"'],
    ],
    ['none of them', { service: not(checkout, cart), severity: not('info') }, ['service!~"checkout|cart"', 'severity!="info"']],
    ['an alert, with its service', { alert: alertOf(checkout, 'Slow') }, ['alertname="Slow"', 'service="checkout"']],
    ['not an alert, whatever its service', { alert: not(alertOf(checkout, 'Slow')) }, ['alertname!="Slow"']],
    ['a team', { team: payments }, ['owner="payments"']],
    ['an SLO', { slo: { kind: 'slo', name: 'fast', service: checkout } }, ['slo="checkout/fast"']],
    ['a tenant', { tenant: not('acme') }, ['tenant!="acme"']],
    [
      'a pattern, with its flags',
      { labels: { region: /^eu-\d+\/a/gi, zone: /a.b/s } },
      ['region=~"(?i:^eu-\\\\d+/a)"', 'zone=~"(?s:a.b)"'],
    ],
    ['metacharacters in a list', { labels: { path: ['/a.b', '/c|d'] } }, ['path=~"/a\\\\.b|/c\\\\|d"']],
    ['a label that is missing', { labels: { tenant: '' } }, ['tenant=""']],
    ['what has to be quoted', { labels: { 'my.label': 'a"b\\c\nd\te' } }, ['"my.label"="a\\"b\\\\c\\nd\te"']],
  ])('%s', (_, when, matchers) => {
    expect(matchersOf(when)).toEqual(matchers);
    expect(codes(routed(route({ when, to } as never)))).toEqual([]);
  });

  it('a system is its services, whatever they are', () => {
    const inShop = (name: string) => ({ ...scraped({}, name), system: shop });
    const routes = routed(route({ when: { system: shop }, to }));
    const found = resolveAll({ ...base, shop, a: inShop('b'), b: inShop('a'), routes }).derived.route?.routes[0];
    expect(found?.matchers.map(matcher)).toEqual(['service=~"a|b"']);
  });
});

describe('a tree', () => {
  const child = route({
    when: { severity: 'critical' },
    to,
    groupBy: 'all',
    wait: '10s',
    interval: '1m',
    repeat: '1h',
    mute: [nights, weekends],
  });
  const parent = route({ when: { service: checkout }, routes: [child], continue: true, groupBy: [], active: nights });
  const wire = (routes: object) =>
    rootRoute(resolveAll({ ...base, checkout, routes }).derived.route ?? untyped(undefined)) as { routes: object[] };

  it('is what is written: nested, grouped, timed, with several intervals', () => {
    expect(wire(routing({ fallback: payments.ticket, tree: [parent] }))).toEqual({
      receiver: 'payments/ticket',
      group_by: ['alertname', 'service'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '4h',
      routes: [
        {
          receiver: 'payments/ticket',
          matchers: ['service="checkout"'],
          group_by: [],
          active_time_intervals: ['nights'],
          continue: true,
          routes: [
            {
              receiver: 'payments/page',
              matchers: ['severity="critical"'],
              group_by: ['...'],
              group_wait: '10s',
              group_interval: '1m',
              repeat_interval: '1h',
              mute_time_intervals: ['nights', 'weekends'],
            },
          ],
        },
      ],
    });
  });

  it('is tried before the derived one as overrides', () => {
    const tree = wire(routed(parent)).routes as { matchers: string[] }[];
    expect(tree.map(({ matchers }) => matchers[0])).toEqual(['service="checkout"', 'owner="payments"']);
  });

  it('brings the intervals along that it refers to, exported or not', () => {
    expect(
      resolveAll({ ...base, checkout, routes: routed(parent) }).derived.estate.timeIntervals.map(({ name }) => name),
    ).toEqual(['nights', 'weekends']);
  });
});

const looping = { kind: 'route', when: { service: checkout }, to, routes: [] as unknown[] };
looping.routes.push(looping);
const same = timeInterval({ name: 'nights', times: '20:00-06:00', location: 'UTC' });
const wrongRoute = (wrong: object) => routed(route(untyped({ when: { service: checkout }, to, ...wrong })));
const wrongInhibition = (wrong: object) =>
  routing({
    fallback: to,
    inhibit: [inhibit(untyped({ while: { service: cart }, silence: { service: checkout }, equal: ['service'], ...wrong }))],
  });

describe('what Alertmanager refuses, or takes without a word, is told first', () => {
  it.each([
    ['two roots', 'routing/several', { a: routing({ fallback: to }), b: routing({ fallback: to }) }],
    ['a root without a receiver', 'definition/undefined-reference', routing(untyped({ fallback: undefined }))],
    ['a text for a receiver', 'definition/wrong-value', routing(untyped({ fallback: 'payments/page' }))],
    ['a receiver that is none', 'definition/wrong-value', wrongRoute({ to: payments })],
    ['no receiver', 'definition/undefined-reference', wrongRoute({ to: undefined })],
    ['no receiver and no routes', 'definition/undefined-reference', routed(route(untyped({ when: { service: checkout } })))],
    ['null for a route', 'definition/undefined-reference', routing(untyped({ fallback: to, overrides: [null] }))],
    ['null in routes', 'definition/undefined-reference', wrongRoute({ routes: [null] })],
    ['a text for a route', 'definition/wrong-value', wrongRoute({ routes: ['checkout'] })],
    ['a route below itself', 'route/cycle', routed(looping as never)],
    ['a second default route', 'route/no-condition', routed(route({ when: {}, to }))],
    ['a default route below another', 'route/no-condition', wrongRoute({ routes: [route({ when: {}, to })] })],
    ['a number for a condition', 'definition/wrong-value', wrongRoute({ when: 5 })],
    ['an empty list', 'route/matcher', wrongRoute({ when: { service: [] } })],
    ['a text for a service', 'route/matcher', wrongRoute({ when: { service: 'checkout' } })],
    ['null for a service', 'route/matcher', wrongRoute({ when: { service: null } })],
    ['an SLO for an alert', 'route/matcher', wrongRoute({ when: { alert: checkout } })],
    ['a system without services', 'route/matcher', wrongRoute({ when: { system: empty } })],
    ['a label without a name', 'route/matcher', wrongRoute({ when: { labels: { '': 'a' } } })],
    ['half a character', 'route/matcher', wrongRoute({ when: { labels: { a: '\ud800' } } })],
    ['null for a value', 'route/matcher', wrongRoute({ when: { labels: { a: null } } })],
    ['an empty list of values', 'route/matcher', wrongRoute({ when: { labels: { a: [] } } })],
    ['a text for labels', 'route/matcher', wrongRoute({ when: { labels: 'a=b' } })],
    ['a pattern that looks ahead', 'route/matcher', wrongRoute({ when: { labels: { a: /(?=b)/ } } })],
    ['a pattern that refers back', 'route/matcher', wrongRoute({ when: { tenant: /(a)\1/ } })],
    ['a pattern that repeats too often', 'route/matcher', wrongRoute({ when: { tenant: /a{1001}/ } })],
    ['a label named twice', 'route/group-by', wrongRoute({ groupBy: ['a', 'a'] })],
    ['every label, and others', 'route/group-by', wrongRoute({ groupBy: ['...', 'a'] })],
    ['an empty name', 'route/group-by', wrongRoute({ groupBy: [''] })],
    ['a number for a name', 'route/group-by', wrongRoute({ groupBy: [5] })],
    ['a text for a list', 'route/group-by', wrongRoute({ groupBy: 'alertname' })],
    ['no interval', 'route/no-time', wrongRoute({ interval: '0s' })],
    ['no repeat', 'route/no-time', routing({ fallback: to, repeat: '0s' })],
    ['a time that is none', 'definition/duration', wrongRoute({ wait: '1.5m' })],
    ['a number for a time', 'definition/duration', wrongRoute({ repeat: 60 })],
    ['a text for continue', 'definition/wrong-value', wrongRoute({ continue: 'yes' })],
    ['a text for an interval', 'definition/wrong-value', wrongRoute({ active: 'nights' })],
    ['null for an interval', 'definition/wrong-value', wrongRoute({ mute: null })],
    [
      'an interval that cannot be read',
      'interval/range',
      wrongRoute({ mute: timeInterval(untyped({ name: 'x', times: '25:00-26:00', location: 'UTC' })) }),
    ],
    [
      'an interval without a name',
      'definition/wrong-value',
      wrongRoute({ mute: timeInterval(untyped({ times: '05:00-06:00', location: 'UTC' })) }),
    ],
    ['two intervals of one name', 'definition/duplicate', wrongRoute({ mute: nights, active: same })],
    ['no condition of an inhibition', 'inhibition/no-condition', wrongInhibition({ while: {} })],
    ['nothing to silence', 'inhibition/no-condition', wrongInhibition({ silence: {} })],
    ['a wrong matcher of an inhibition', 'route/matcher', wrongInhibition({ silence: { labels: { a: /(?!b)/ } } })],
    ['a label to compare that is none', 'route/matcher', wrongInhibition({ equal: [''] })],
    ['nothing to compare', 'inhibition/no-equal', wrongInhibition({ equal: [] })],
    ['a text to compare', 'definition/wrong-value', wrongInhibition({ equal: 'service' })],
  ])('%s: %s', (_, code, routes) => {
    expect(codes(routes)).toContain(code);
  });

  test('all of it at once', () => {
    const wrong = { when: { labels: { a: /(?=b)/ } }, groupBy: ['a', 'a'], interval: '0s', mute: 'nights' };
    expect(codes(wrongRoute(wrong))).toEqual(['definition/wrong-value', 'route/group-by', 'route/matcher', 'route/no-time']);
  });

  test('to tell somebody of every alert is no mistake', () => {
    expect(codes(routed(route({ when: {}, to, continue: true })))).toEqual([]);
  });
});

describe('times the server is silent about', () => {
  const warned = (routes: object) =>
    resolveAll({ ...base, checkout, routes })
      .diagnostics.filter(({ code }) => /^route\/(repeat|no-w)/.test(code))
      .map(({ code, message }) => `${code} ${message}`);
  it.each([
    [
      { interval: '10m', repeat: '15m' },
      ['route/repeat-rounded payments/ticket is reminded after 20m, not after 15m: it is looked at every 10m.'],
    ],
    [
      { interval: '1h', repeat: '5m' },
      ['route/repeat-rounded payments/ticket is reminded after 1h, not after 5m: it is looked at every 1h.'],
    ],
    [{ wait: '0s' }, ['route/no-wait payments/ticket is told at once, of one alert at a time.']],
    [{ interval: '5m', repeat: '15m', wait: '1s' }, []],
  ])('%j', (times, said) => {
    expect(warned(routing({ fallback: payments.ticket, ...(times as object) }))).toEqual(said);
  });

  it('what a route inherits counts', () => {
    expect(warned(routed(route({ when: { service: checkout }, to, interval: '7m' })))).toHaveLength(1);
  });
});
