import { describe, expect, it } from 'vitest';
import { alertmanagerRegex } from '../../../src/check/routing/regex.ts';
import { simulateRouting } from '../../../src/check/routing/simulate.ts';
import { addressOf, ESTATE } from '../../../src/kernel/address.ts';
import type { LabelMatch, Route, TimeInterval } from '../../../src/model/routing.ts';
import { plainRoute } from '../../servers/routing/random-trees.ts';

const is = (label: string, value: string): LabelMatch => ({ label, op: '=', value });
const days = (name: string, from: number, to: number): TimeInterval => ({
  address: addressOf(ESTATE, 'time-interval', name),
  name,
  origin: {},
  specs: [{ times: [], weekdays: [{ from, to }], daysOfMonth: [], months: [], years: [], location: 'UTC' }],
});
const week = days('week', 1, 5);
const monday = days('monday', 1, 1);
const MONDAY = new Date('2026-11-16T12:00:00Z');
const SUNDAY = new Date('2026-11-15T12:00:00Z');
const leaf: Route = {
  ...plainRoute('leaf'),
  matchers: [is('b', '"x"\n'), is('a', '1')],
  active: [week],
  mute: [monday],
  repeatIntervalMs: 700_000,
};
const root: Route = { ...plainRoute('root'), groupBy: ['a', 'none'], groupIntervalMs: 300_000, routes: [leaf] };
const alert = { labels: { a: '1', b: '"x"\n', empty: '' } };
const only = (at?: Date, more: object = {}) => simulateRouting({ route: root, inhibitions: [], alerts: [alert], at, ...more })[0];

describe('what Alertmanager does with an alert', () => {
  it('inherits grouping and times, and keys the group as webhooks see it', () => {
    expect(only()?.deliveries).toMatchObject([
      {
        receiver: 'leaf',
        group: { a: '1' },
        groupKey: '{}/{a="1",b="\\"x\\"\\n"}:{a="1"}',
        timing: { waitMs: 30_000, intervalMs: 300_000, repeatMs: 700_000, repeatsAfterMs: 900_000 },
        muted: undefined,
      },
    ]);
  });

  it('tells nobody outside of what is active, nor inside what mutes', () => {
    expect(only(SUNDAY)?.deliveries[0]?.muted).toEqual({ because: 'not active', by: [week] });
    expect(only(MONDAY)?.deliveries[0]?.muted).toEqual({ because: 'muted', by: [monday] });
    expect(only(new Date('2026-11-17T12:00:00Z'))?.deliveries[0]?.muted).toBeUndefined();
  });

  it('names the silences, and not the alert itself as what inhibits it', () => {
    const silence = { matchers: [is('a', '1')] };
    expect(only(undefined, { silences: [silence, { matchers: [is('a', '2')] }] })?.silencedBy).toEqual([silence]);
    const every = { source: [], target: [], equal: [], because: 'all', origin: undefined };
    expect(only(undefined, { inhibitions: [every] })?.inhibited).toBeUndefined();
  });

  it('groups by every label that has a value', () => {
    const all = simulateRouting({ route: { ...plainRoute('root'), groupBy: ['...'] }, inhibitions: [], alerts: [alert] })[0];
    expect(all?.deliveries[0]?.group).toEqual({ a: '1', b: '"x"\n' });
  });
});

it.each([
  ['\\s', '\u00a0', false],
  ['\\S', '\u00a0', true],
  ['[\\s]', '\u2028', false],
  ['[^\\s]', '\v', true],
  ['[\\S]', '\v', true],
  ['(?i:ſ)', 's', true],
  ['(?s:a.b)', 'a\nb', true],
  ['(?is:A.b)', 'a\nB', true],
  ['a.b', 'a\nb', false],
  ['[\\"\\_]', '_', true],
])('the pattern %s on %j: %s, as RE2 says', (pattern, text, matches) => {
  expect(alertmanagerRegex(pattern)?.(text)).toBe(matches);
});
