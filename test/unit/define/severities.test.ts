import { describe, expect, it } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { promql } from '../../../src/authored/query.ts';
import type { Severity } from '../../../src/authored/references.ts';
import { route, routing } from '../../../src/define/routing.ts';
import { service } from '../../../src/define/service.ts';
import { type AuthoredSeverity, type SeverityOptions, severities, severity } from '../../../src/define/severity.ts';
import { slo } from '../../../src/define/slo.ts';
import { team } from '../../../src/define/team.ts';
import { timeInterval } from '../../../src/define/time-interval.ts';
import type { Route } from '../../../src/model/routing.ts';
import { levelFor } from '../../../src/model/severity.ts';
import { events } from '../../../src/sli/events.ts';
import { base, payments, resolveAll, withCode } from '../../support/estate.ts';
import { checkout, errors, queue, requests } from '../../support/shop.ts';

const emergency = severity({ name: 'emergency', means: 'Wake everybody.', to: 'page', also: ['critical'] });
const urgent = severity({ name: 'urgent', means: 'Wake one.', to: 'page', also: ['high'] });
const soon = severity({ name: 'soon', means: 'This week.', to: 'ticket' });
const fyi = severity({ name: 'fyi', means: 'Read it.', to: 'info' });
const levels = [emergency, urgent, soon, fyi];
const scale = severities({ levels });
const alerting = (level: Severity) =>
  alert({ service: checkout, name: 'It', severity: level, when: promql`${queue} > 1`, summary: 'It.' });
const estate = { ...base, checkout, scale };
const labelOf = (level: Severity, more: object = { scale }) =>
  resolveAll({ ...base, checkout, ...more, it: alerting(level) }).derived.alerts.find(({ name }) => name === 'It')?.labels[
    'severity'
  ];

describe('the scale of severities', () => {
  it('is critical, warning and info where none is written, and the other words mean those', () => {
    const words: Severity[] = ['critical', 'error', 'high', 'warning', 'medium', 'info', 'low'];
    expect(words.map((word) => labelOf(word, {}))).toEqual([
      'critical',
      'critical',
      'critical',
      'warning',
      'warning',
      'info',
      'info',
    ]);
  });

  it('has its own levels, by object, by name and by another word', () => {
    expect([urgent, 'critical', 'high'].map((one) => labelOf(one as Severity))).toEqual(['urgent', 'emergency', 'urgent']);
    expect(labelOf('error')).toBe('emergency');
  });

  it('alert/severity: a word that leads to no level, an object of another scale, and no word at all', () => {
    const said = (level: unknown, more: object = { scale }) =>
      withCode({ ...base, checkout, ...more, it: alerting(level as Severity) }, 'alert/severity').map(
        ({ message, fix }) => `${message} ${fix}`,
      );
    expect(said('warning')).toEqual([
      '`severity` is "warning", which is not on the scale. write a level of the scale: emergency, urgent, soon, fyi',
    ]);
    const other = severity({ name: 'soon', means: 'Another.', to: 'info' });
    expect(said(other)[0]).toContain('put it among the levels');
    expect(said(urgent, {})[0]).toContain('`severity` is "urgent", which is not on the scale.');
    expect(said('urgnet')[0]).toContain("write 'urgent'");
    expect(said(7)[0]).toContain('is 7, which');
    expect(said(undefined)[0]).toContain('is missing');
  });

  it('gives derived alerts the level of their urgency', () => {
    const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });
    const { derived } = resolveAll({ ...estate, s: slo({ service: checkout, name: 's', objective: '99%', window: '30d', sli }) });
    const told = new Set(derived.alerts.map(({ name, severity: level }) => `${name} ${level}`));
    expect([...told]).toEqual([
      'SloBurn emergency',
      'SloBurn soon',
      'SloNoData soon',
      'SloBudgetExhausted soon',
      'SloRulesLate soon',
    ]);
    expect(derived.inhibitions.map(({ source, target }) => [source, target].map((one) => one.at(-1)?.value))).toEqual([
      ['emergency', 'soon'],
    ]);
    expect(levelFor(derived.estate.severities, 'info').name).toBe('fyi');
  });

  it('takes the least grave level of a channel for an urgency that has no name', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => severity({ name, means: name, to: name === 'c' ? 'ticket' : 'page' }));
    const { derived } = resolveAll({ ...base, scale: severities({ levels: [a, b, c] as AuthoredSeverity[] }) });
    expect((['critical', 'warning', 'info'] as const).map((one) => levelFor(derived.estate.severities, one).name)).toEqual([
      'b',
      'c',
      'c',
    ]);
  });

  it('is what routes match', () => {
    const written = [
      route({ when: { severity: urgent }, to: payments.ticket }),
      route({ when: { severity: 'error' }, to: payments.info }),
    ];
    const { derived } = resolveAll({ ...estate, routes: routing({ fallback: payments.ticket, overrides: written }) });
    expect(derived.route?.routes.slice(0, 2).map(({ matchers }) => matchers[0]?.value)).toEqual(['urgent', 'emergency']);
    expect(printed(derived.route?.routes.at(-1))).toEqual([
      'severity="emergency" > payments/page',
      'severity="urgent" > payments/page',
      'severity="soon" > payments/ticket',
      'severity="fyi" > payments/info',
    ]);
  });

  it('sends a level elsewhere for services of a tier, at all times or outside an interval', () => {
    const hours = timeInterval({ name: 'hours', weekdays: 'monday:friday', times: '09:00-18:00', location: 'UTC' });
    const tiers = { 3: { to: 'page', during: hours, otherwise: 'ticket' }, 2: 'ticket' } as const;
    const critical = severity({ name: 'critical', means: 'Wake one.', to: 'page', tiers });
    const small = service({ name: 'small', owner: payments });
    const middle = service({ name: 'middle', owner: payments, tier: 2 });
    const big = service({ name: 'big', owner: payments, tier: 1 });
    const { derived } = resolveAll({ ...base, hours, small, middle, big, scale: severities({ levels: [critical, soon] }) });
    expect(printed(derived.route?.routes.at(-1))).toEqual([
      'severity="critical" service="middle" > payments/ticket',
      'severity="critical" service="small" > payments/page active hours, continue',
      'severity="critical" service="small" > payments/ticket mute hours',
      'severity="critical" > payments/page',
      'severity="soon" > payments/ticket',
    ]);
  });

  it('says how a level escalates, or that the team does', () => {
    const boss = team({ name: 'boss', page: undefined as never });
    const owner = team({ name: 'crew', escalate: { after: '30m', to: payments.page } });
    const shop = service({ name: 'shop', owner });
    const of = (more: Partial<Record<'page' | 'ticket', SeverityOptions['escalate']>>) => {
      const one = (name: string, to: 'page' | 'ticket') =>
        severity({ name, means: name, to, ...(to in more ? { escalate: more[to] } : {}) } as SeverityOptions);
      const levels = [one('x', 'page'), one('y', 'page'), one('z', 'ticket')];
      const gone = levels.map((level) =>
        alert({
          service: shop,
          name: `Gone_${level.name}`,
          severity: level,
          when: promql`up{job="shop"} == 0`,
          summary: 'x',
          runbook: { impact: 'x' },
        }),
      );
      const { derived } = resolveAll({ ...base, boss, shop, gone, scale: severities({ levels }) });
      const escalated = derived.alerts.filter(({ labels }) => labels['escalated_to'] !== undefined);
      return escalated.map(
        ({ address, forMs, labels, query }) =>
          `${address} ${forMs / 60_000}m ${labels['escalated_to']} ${/severity\S+"/.exec(query.text)?.[0]}`,
      );
    };
    expect(of({})).toEqual(['shop/alert/PageUnanswered 30m payments/page severity=~"x|y"']);
    expect(of({ page: false })).toEqual([]);
    expect(of({ page: { after: '10m' }, ticket: { after: '2d', to: payments.ticket } })).toEqual([
      'shop/alert/PageUnanswered 10m payments/page severity=~"x|y"',
      'shop/alert/TicketUnanswered 2880m payments/page severity="z"',
    ]);
  });
});

describe('mistakes in the scale', () => {
  it.each<[string, object, string]>([
    ['severity/several', { scale, other: severities({ levels: [soon] }) }, 'two scales'],
    ['severity/no-level', { scale: severities({ levels: [] }) }, 'no level'],
    ['severity/duplicate', { scale: severities({ levels: [soon, severity({ ...soon })] }) }, '"soon" means soon, and soon too'],
    [
      'severity/duplicate',
      { scale: severities({ levels: [urgent, severity({ ...soon, also: ['high'] })] }) },
      '"high" means urgent, and soon too',
    ],
    [
      'severity/order',
      { scale: severities({ levels: [soon, urgent] }) },
      'urgent goes to `page`, and soon, which is graver, only to `ticket`',
    ],
    ['definition/name', { scale: severities({ levels: [severity({ ...soon, name: 'very soon' })] }) }, 'cannot name a severity'],
    [
      'definition/duration',
      { scale: severities({ levels: [severity({ ...soon, escalate: { after: '1.5h' as never } })] }) },
      'escalate.after',
    ],
    [
      'definition/undefined-reference',
      { scale: severities({ levels: [severity({ ...soon, escalate: { to: undefined as never } })] }) },
      'escalate.to',
    ],
    [
      'definition/undefined-reference',
      { scale: severities({ levels: [{ kind: 'severity', name: 'x', to: 'page' } as never] }) },
      'means',
    ],
  ])('%s %#', (code, more, seen) => {
    const [found, ...others] = withCode({ ...base, ...more }, code);
    expect(found?.message).toContain(seen);
    expect(found?.fix).toBeTruthy();
    expect(others).toEqual([]);
  });

  it.each<[unknown, string]>([
    [{ ...soon, to: 'phone' }, '`levels.0.to` is "phone"'],
    [{ ...soon, means: 3 }, '`levels.0.means` is 3'],
    [{ ...soon, also: 'high' }, '`levels.0.also` is "high"'],
    [{ ...soon, escalate: '30m' }, '`levels.0.escalate` is "30m"'],
    [{ ...soon, tiers: { 3: 'phone' } }, '`levels.0.tiers.3` is "phone"'],
    ['critical', '`levels.0` is "critical"'],
  ])('definition/wrong-value %#', (level, seen) => {
    const said = withCode({ ...base, scale: severities({ levels: [level as AuthoredSeverity] }) }, 'definition/wrong-value');
    expect(said.map(({ message }) => message).join()).toContain(seen);
  });
});

describe('an objective that others depend on', () => {
  const sli = events({ total: errors, bad: errors.where({ reason: 'timeout' }) });
  const of = { service: checkout, objective: '99%', window: '30d', sli } as const;
  const database = slo({ ...of, name: 'database' });
  const search = slo({ ...of, name: 'search', dependsOn: [database] });
  const cart = slo({ ...of, name: 'cart', dependsOn: [search] });
  const between = (exports: object) =>
    resolveAll({ ...base, checkout, ...exports })
      .derived.inhibitions.slice(1)
      .map(
        ({ source, target, equal }) =>
          `${[source, target].map((one) => one.map(({ op, value }) => op + value).join(' ')).join(' > ')} by ${equal}`,
      );

  it('quiets them while it pages, and what depends on those', () => {
    expect(between({ database, search, cart })).toEqual([
      '=SloBurn =critical =checkout/database > =SloBurn =~checkout/cart|checkout/search by environment',
      '=SloBurn =critical =checkout/search > =SloBurn =checkout/cart by environment',
    ]);
  });
});

function printed(node: Route | undefined): string[] {
  return (node?.routes ?? []).map(({ matchers, receiver, active, mute, continue: goesOn }) => {
    const asked = matchers.map(({ label, op, value }) => `${label}${op}"${value}"`).join(' ');
    const when = [...active.map(({ name }) => ` active ${name}`), ...mute.map(({ name }) => ` mute ${name}`)].join('');
    return `${asked} > ${receiver.name}${when}${goesOn ? ', continue' : ''}`;
  });
}
