import { describe, expect, it, test } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { promql } from '../../../src/authored/query.ts';
import { alertLabels } from '../../../src/check/routing/alert-labels.ts';
import { alertPath } from '../../../src/check/routing/alert-path.ts';
import { pathText } from '../../../src/check/routing/path-text.ts';
import { type RemediationOptions, remediation } from '../../../src/define/remediation.ts';
import { routeTest } from '../../../src/define/route-test.ts';
import { route, routing } from '../../../src/define/routing.ts';
import { nobody } from '../../../src/define/team.ts';
import { secret } from '../../../src/kernel/secret.ts';
import { testAlertFor } from '../../../src/operate/alerts/test-alert.ts';
import { runRouteTests } from '../../../src/testing/route-tests.ts';
import { base, payments, resolveAll, scraped, withCode } from '../../support/estate.ts';
import { checkout, queue } from '../../support/shop.ts';

const of = {
  summary: 'It.',
  runbook: { impact: 'x' },
  when: promql`max by (queue) (${queue}) > 100`,
  severity: 'critical',
} as const;
const stuck = alert({ ...of, service: checkout, name: 'Stuck' });
const full = alert({ ...of, service: checkout, name: 'Full' });
const cart = scraped({}, 'cart');
const elsewhere = alert({ ...of, service: cart, name: 'Stuck' });
const given: RemediationOptions = {
  name: 'restart',
  on: stuck,
  action: async () => undefined,
  to: 'https://runner.example.org/remediate',
  token: secret.file('remediation-token'),
};
const restart = remediation(given);
const estate = { ...base, checkout, cart, stuck, full, elsewhere };
const wrong = (change: Partial<Record<keyof RemediationOptions, unknown>>) =>
  remediation({ ...given, ...change } as RemediationOptions); // what an author may write by mistake

function configOf(exports: object): string {
  return resolveAll(exports).artifacts.find(({ kind }) => kind === 'alertmanager-config')?.text ?? '';
}

describe('a remediation', () => {
  it('is a webhook with a token from a file, and a route before all others that goes on', () => {
    const config = configOf({ ...estate, restart });
    expect(config).toContain(
      [
        '  - name: restart/remediation',
        '    webhook_configs:',
        '      - url: https://runner.example.org/remediate',
        '        send_resolved: false',
        '        http_config:',
        '          authorization:',
        '            credentials_file: /etc/alertmanager/secrets/remediation-token',
      ].join('\n'),
    );
    const [first, ...others] = resolveAll({ ...estate, restart }).derived.route?.routes ?? [];
    expect(first).toMatchObject({
      receiver: { name: 'restart/remediation' },
      matchers: [
        { label: 'alertname', op: '=', value: 'Stuck' },
        { label: 'service', op: '=', value: 'checkout' },
      ],
      groupBy: ['alertname', 'service'],
      continue: true,
    });
    expect(others.map(({ receiver }) => receiver.name)).toEqual(['payments/ticket']);
  });

  it('has a route for each service, so that a name takes no other one', () => {
    const both = remediation({ ...given, on: [stuck, full, elsewhere] });
    const nodes = resolveAll({ ...estate, both }).derived.route?.routes.slice(0, -1) ?? [];
    expect(nodes.map(({ matchers }) => matchers.map(({ value }) => value))).toEqual([
      ['Stuck', 'cart'],
      ['Full|Stuck', 'checkout'],
    ]);
  });

  it('is seen by `explain`, beside the people', () => {
    const { derived } = resolveAll({ ...estate, restart });
    const labels = alertLabels(derived, () => undefined);
    const [one] = labels.filter(({ alert: { name, service } }) => name === 'Stuck' && service.name === 'checkout');
    const path = one && alertPath(derived, one, labels);
    const text = path ? pathText(path).join('\n') : '';
    expect(text).toContain('├─ {alertname="Stuck", service="checkout"} → restart/remediation, and goes on');
    expect(text).toContain('restart/remediation (webhook): restart answers it by itself, in a dry run');
    expect(text).toContain('payments/page (pagerduty): critical of payments goes to payments/page');
  });
});

describe('people', () => {
  it('are told as before: nothing new is found, and route tests hold', () => {
    expect(resolveAll({ ...estate, restart }).diagnostics).toEqual(resolveAll(estate).diagnostics);
    const tested = routeTest({ name: 'stuck', alert: stuck, reaches: payments.page });
    expect(runRouteTests(resolveAll({ ...estate, restart, tested }).derived).flatMap(({ failures }) => failures)).toEqual([]);
  });

  it('are not told by a machine: what only it takes is unrouted, or a page without a channel', () => {
    const routes = routing({ fallback: payments.ticket, overrides: [route({ when: { alert: stuck }, to: nobody })] });
    expect(withCode({ ...estate, restart, routes }, 'route/unrouted').map(({ message }) => message)).toEqual([
      'Stuck goes to nobody, which delivers to nobody.',
    ]);
  });

  it('of the fallback still get what a tree of one’s own leaves to it', () => {
    const routes = routing({ fallback: payments.ticket, tree: [route({ when: { alert: full }, to: payments.page })] });
    const { derived } = resolveAll({ ...estate, restart, routes });
    expect(derived.route?.routes.map(({ receiver }) => receiver.name)).toEqual([
      'restart/remediation',
      'payments/page',
      'payments/ticket',
    ]);
    expect(withCode({ ...estate, restart, routes }, 'route/unrouted')).toHaveLength(2);
  });

  it('are the only others of a test alert', () => {
    const { derived } = resolveAll({ ...base, checkout, stuck, full, restart });
    const sent = (name: string) => testAlertFor(derived, name, {}, new Date('2026-11-21T12:00:00Z'));
    expect(sent('restart/remediation')).toMatchObject({ others: ['payments/page'] });
    expect(sent('Stuck')).toMatchObject({ receivers: ['restart/remediation', 'payments/page'], others: [] });
    expect(sent('payments/page')).toMatchObject({ others: [] });
  });
});

test.each([
  [
    'an alert that is not exported',
    { on: alert({ ...of, service: checkout, name: 'Gone' }) },
    'remediation/alert',
    'It answers Gone',
  ],
  ['no alert', { on: [] }, 'remediation/alert', 'It answers no alert.'],
  ['the name of one', { on: 'Stuck' }, 'remediation/alert', '`on` has "Stuck", which is no alert.'],
  ['something else', { on: checkout }, 'remediation/alert', '`on` has an object of the kind "service", which is no alert.'],
  ['null for one', { on: null }, 'definition/undefined-reference', '`on` is null.'],
  ['no action', { action: undefined }, 'definition/undefined-reference', '`action` is undefined.'],
  ['an action that is none', { action: 'restart' }, 'definition/wrong-value', '`action` is "restart".'],
  ['a guard that is none', { guard: true }, 'definition/wrong-value', '`guard` is true.'],
  ['a dry run that is a word', { dryRun: 'no' }, 'definition/wrong-value', '`dryRun` is "no".'],
  ['no run at all', { rateLimit: { runs: 0, per: '1h' } }, 'remediation/limit', '`rateLimit.runs` is 0.'],
  ['half a limit', { rateLimit: { runs: 3 } }, 'remediation/limit', '`rateLimit` is an object.'],
  ['a limit that is a number', { rateLimit: 3 }, 'remediation/limit', '`rateLimit` is 3.'],
  ['a limit in no time', { rateLimit: { runs: 3, per: '0s' } }, 'remediation/limit', '`rateLimit.per` is "0s".'],
  ['a number of seconds', { timeout: 30 }, 'remediation/limit', '`timeout` is 30.'],
  ['none at a time', { maxRunning: 0.5 }, 'remediation/limit', '`maxRunning` is 0.5.'],
  ['no alert in a notification', { maxAlerts: 0 }, 'remediation/limit', '`maxAlerts` is 0.'],
  ['no address', { to: 'runner:8080' }, 'remediation/address', '`to` is no address'],
  ['a token as it is', { token: 'hunter2' }, 'definition/secret-literal', '`token` is no reference to a secret.'],
  ['no token', { token: undefined }, 'definition/undefined-reference', '`token` is undefined.'],
  ['no name', { name: undefined }, 'definition/name', 'undefined cannot name a remediation.'],
  ['two of one name', { name: 'restart' }, 'definition/duplicate', 'Two definitions are called'],
])('%s is reported', (what, change, code, message) => {
  const exports = { ...estate, it: wrong(change), ...(what.startsWith('two') ? { restart } : {}) };
  const found = resolveAll(exports).diagnostics.filter(({ severity }) => severity === 'error');
  expect(found.map((one) => [one.code, one.message.startsWith(message)])).toEqual([[code, true]]);
  expect([found[0]?.fix !== undefined, found[0]?.origin !== undefined]).toEqual([true, true]);
  expect(found.map((one) => `${one.message} ${one.fix}`).join()).not.toContain('hunter2');
});

test('nothing at all is reported too', () => {
  expect(withCode({ ...estate, it: remediation(undefined as never) }, 'definition/name')).toHaveLength(1);
});
