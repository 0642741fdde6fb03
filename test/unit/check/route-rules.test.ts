import { describe, expect, it } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { text } from '../../../src/authored/label.ts';
import { counter } from '../../../src/authored/metric.ts';
import { promql } from '../../../src/authored/query.ts';
import type { AnyTeam } from '../../../src/authored/references.ts';
import { alertmanager, environment, prometheus } from '../../../src/define/environment.ts';
import { type Inhibition, inhibit, type Route, route, routing } from '../../../src/define/routing.ts';
import { service } from '../../../src/define/service.ts';
import { nobody, team } from '../../../src/define/team.ts';
import { secret } from '../../../src/kernel/secret.ts';
import { email } from '../../../src/receivers/email.ts';
import { slack } from '../../../src/receivers/slack.ts';
import { base, codesOf, payments, production, scraped, withCode } from '../../support/estate.ts';

const errors = counter({ name: 'errors_total', help: 'Failures.', labels: { tenant: text({ series: 9 }) } });
const checkout = scraped({ errors });
const many = alert({
  service: checkout,
  name: 'ManyErrors',
  severity: 'critical',
  when: promql`sum by (tenant) (rate(${errors}[5m])) > 1`,
  summary: 'Errors.',
  runbook: { impact: 'Customers cannot pay.' },
});
const few = alert({
  service: checkout,
  name: 'SomeErrors',
  severity: 'warning',
  when: promql`sum(rate(${errors}[5m])) > 0.1`,
  summary: 'Errors.',
  runbook: { impact: 'A few customers cannot pay.' },
});
const estate = (more: { overrides?: Route[]; inhibit?: Inhibition[] } = {}) => ({
  ...base,
  checkout,
  many,
  few,
  routes: routing({ fallback: payments.ticket, ...more }),
});
const other = team({ name: 'other', ticket: slack({ channel: '#o', apiUrl: secret.file('s') }) });
const owned = (owner: AnyTeam) => {
  const batch = service({ name: 'batch', owner, metrics: { errors }, scrape: { port: 1 } });
  const it = alert({
    service: batch,
    name: 'Late',
    severity: 'critical',
    when: promql`rate(${errors}[5m]) > 1`,
    summary: 'Late.',
    runbook: { impact: 'x' },
  });
  return { ...base, batch, it };
};

describe('rules about routes', () => {
  it('find nothing where every alert has a way', () => expect(codesOf(estate())).toEqual([]));

  it.each<[string, { overrides?: Route[]; inhibit?: Inhibition[] }, string]>([
    ['route/unrouted', { overrides: [route({ when: { severity: 'critical' }, to: nobody })] }, 'delivers to nobody'],
    ['route/dead-route', { overrides: [route({ when: { labels: { severity: 'ciritcal' } }, to: payments.page })] }, 'ciritcal'],
    [
      'route/dead-route',
      {
        overrides: [
          route({ when: { service: checkout }, to: payments.page }),
          route({ when: { alert: few }, to: payments.ticket }),
        ],
      },
      'a route before it',
    ],
    ['route/unknown-label', { overrides: [route({ when: { labels: { tennant: 'a' } }, to: payments.page })] }, 'tennant'],
    [
      'route/unknown-label',
      { inhibit: [inhibit({ while: { labels: { region: 'eu' } }, silence: { alert: few }, equal: ['service'] })] },
      'region',
    ],
    [
      'inhibition/cannot-work',
      { inhibit: [inhibit({ while: { labels: { alertname: 'No' } }, silence: { alert: few }, equal: ['service'] })] },
      'nothing is ever silenced',
    ],
    [
      'inhibition/cannot-work',
      { inhibit: [inhibit({ while: { alert: many }, silence: { labels: { alertname: 'No' } }, equal: ['service'] })] },
      'nothing to silence',
    ],
    [
      'inhibition/cannot-work',
      { inhibit: [inhibit({ while: { service: checkout }, silence: { service: checkout }, equal: ['service'] })] },
      'both',
    ],
    [
      'inhibition/cannot-work',
      { inhibit: [inhibit({ while: { alert: many }, silence: { alert: few }, equal: ['clutser'] })] },
      'Neither side',
    ],
    [
      'inhibition/cannot-work',
      { inhibit: [inhibit({ while: { alert: many }, silence: { alert: few }, equal: ['tenant'] })] },
      'Only `while`',
    ],
  ])('%s %#', (code, more, seen) => {
    const [found, ...others] = withCode(estate(more), code);
    expect(found?.message).toContain(seen);
    expect(found?.fix).toBeTruthy();
    expect(others).toEqual([]);
  });

  it.each<[string, { overrides?: Route[]; inhibit?: Inhibition[] }]>([
    ['a label only the series know', { overrides: [route({ when: { labels: { tenant: /^trial-.+/ } }, to: nobody })] }],
    ['a pattern', { overrides: [route({ when: { labels: { alertname: /Many.*/ } }, to: payments.page })] }],
    [
      'a route that continues',
      {
        overrides: [
          route({ when: { service: checkout }, to: payments.info, continue: true }),
          route({ when: { alert: few }, to: payments.ticket }),
        ],
      },
    ],
    ['an inhibition that works', { inhibit: [inhibit({ while: { alert: many }, silence: { alert: few }, equal: ['service'] })] }],
  ])('find nothing in %s', (_, more) => expect(codesOf(estate(more))).toEqual([]));

  it('route/unrouted is only told, not refused, where somebody wrote nobody for a warning', () => {
    const overrides = [route({ when: { severity: 'warning' }, to: nobody })];
    expect(withCode(estate({ overrides }), 'route/unrouted').map(({ severity }) => severity)).toEqual(['info']);
  });

  it('route/none', () => {
    const { routes: _, ...without } = estate();
    expect(withCode(without, 'route/none')[0]?.message).toBe('There are 2 alerts and no routing, so nobody is told.');
  });

  it('alert/severity-without-channel', () => {
    const [found, ...others] = withCode(owned(other), 'alert/severity-without-channel');
    expect(found?.severity).toBe('error');
    expect(found?.message).toBe('Late is critical, but other has no `page`: it goes to payments/ticket.');
    expect(others).toEqual([]);
    expect(withCode(owned(other), 'route/unrouted')).toEqual([]);
    const silent = team({ name: 'silent' });
    expect(withCode(owned(silent), 'alert/severity-without-channel')).toHaveLength(1);
  });

  it('route/dead-receiver', () => {
    expect(withCode(estate(), 'route/dead-receiver').map(({ at }) => at)).toEqual(['estate/receiver/payments/info']);
  });

  it('receiver/email-without-smtp', () => {
    const mailed = team({ name: 'mailed', page: email({ to: 'a@example.org' }) });
    expect(withCode(owned(mailed), 'receiver/email-without-smtp')[0]?.message).toContain('mailed/page');
    const smtp = { smarthost: 'mail.example.org:587', from: 'a@example.org' } as const;
    const mailing = environment({
      name: 'production',
      alertmanager: alertmanager({ version: '0.34', smtp }),
      runbooks: 'https://r.example.org',
    });
    expect(withCode({ ...owned(mailed), production: mailing }, 'receiver/email-without-smtp')).toEqual([]);
  });

  it('environment/no-runbooks-url', () => {
    const bare = environment({ name: 'production', prometheus: prometheus({ version: '3.15' }) });
    expect(withCode({ ...estate(), production: bare }, 'environment/no-runbooks-url')[0]?.at).toBe(
      'estate/environment/production',
    );
    expect(withCode({ ...estate(), production }, 'environment/no-runbooks-url')).toEqual([]);
  });
});
