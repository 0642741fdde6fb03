import { describe, expect, it, test } from 'vitest';
import { counter } from '../../../src/authored/metric.ts';
import {
  type AuthoredBudgetPolicy,
  budgetPolicy,
  freezeDeploys,
  notify,
  state,
  throttle,
} from '../../../src/define/budget-policy.ts';
import { slo } from '../../../src/define/slo.ts';
import { events } from '../../../src/sli/events.ts';
import { base, codesOf, payments, resolveAll, scraped, withCode } from '../../support/estate.ts';
import { promtool, ruleFailures } from '../../support/rule-tests.ts';

const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const errors = counter({ name: 'http_errors_total', help: 'Failures.' });
const shop = scraped({ requests, errors }, 'shop');
const batch = scraped({}, 'batch');
const of = (name: string, objective: '99.9%' | '99.5%') =>
  slo({ service: shop, name, objective, window: '30d', sli: events({ total: requests, bad: errors }) });
const search = of('search', '99.9%');
const pay = of('pay', '99.5%');
const half = state({ below: '50%', do: [notify(payments.ticket)] });
const quick = state({ below: '25%', burnAbove: 2, do: [notify(payments.page), freezeDeploys()] });
const low = state({ below: '12.5%', do: [notify(payments.ticket), freezeDeploys(), throttle(batch)] });
const estate = (...policies: AuthoredBudgetPolicy[]) => ({ ...base, shop, batch, search, pay, policies });
const whole = estate(budgetPolicy({ for: [search, pay], states: [half, quick, low] }));
const { derived, artifacts } = resolveAll(whole);

test('a policy is free of findings', () => expect(codesOf(whole)).toEqual([]));

test('its recordings have the names and labels other things rely on', () => {
  const rules = derived.groups.flatMap(({ name, rules }) => (/^(budget|throttle)-/.test(name) ? rules : []));
  const records = rules.flatMap((rule) => ('record' in rule ? [{ record: rule.record, ...rule.labels }] : []));
  const active = (slo: string, budget_state: string) => ({ record: 'slo:budget_state:active', slo, budget_state });
  const states = (slo: string) => ['below-50', 'below-25-burn-2', 'below-12.5'].map((name) => active(slo, name));
  const freeze = (slo: string) => ({ record: 'slo:deploy_freeze:state', slo, service: 'shop' });
  expect(records).toEqual([
    ...states('shop/search'),
    freeze('shop/search'),
    ...states('shop/pay'),
    freeze('shop/pay'),
    { record: 'slo:throttle:state', service: 'batch' },
  ]);
});

test('each notification is an alert of its own and goes to the receiver that is named, before all other routes', () => {
  const alerts = derived.alerts.filter(({ name, labels }) => name === 'SloBudgetState' && labels['slo'] === 'shop/pay');
  expect(alerts.map(({ labels }) => [labels['budget_state'], labels['severity'], labels['budget_receiver']])).toEqual([
    ['below-50', 'warning', 'payments/ticket'],
    ['below-25-burn-2', 'critical', 'payments/page'],
    ['below-12.5', 'warning', 'payments/ticket'],
  ]);
  const routes = derived.route?.routes
    .slice(0, 2)
    .map(({ receiver, matchers }) => [receiver.name, matchers[0]?.label, matchers[0]?.value]);
  expect(routes).toEqual([
    ['payments/ticket', 'budget_receiver', 'payments/ticket'],
    ['payments/page', 'budget_receiver', 'payments/page'],
  ]);
  expect(alerts[2]?.annotations['description']).toBe(
    'The budget policy of this objective is in force. Deploys are frozen: `signalbox gate` is closed. batch is asked to shed load.',
  );
});

const MUTATIONS: readonly (readonly [string, (text: string) => string])[] = [
  ['a share is higher', (text) => text.replace('< bool 0.125', '< bool 0.13')],
  ['a share is lower', (text) => text.replace('< bool 0.5', '< bool 0.49')],
  ['its own share is in force too', (text) => text.replace('< bool 0.5', '<= bool 0.5')],
  ['the speed is not asked', (text) => text.replace('> bool 2', '> bool 0')],
  ['a freeze forgets a state', (text) => text.replace('below-25-burn-2|below-12\\\\.5', 'below-25-burn-2')],
  [
    'an alert is told of another state',
    (text) => text.replace('budget_state="below-50"} == 1', 'budget_state="below-12.5"} == 1'),
  ],
  ['load is shed for one SLO only', (text) => text.replace(/max\((slo:budget_state:active\{[^}]*\}) or [^)]*\)/, 'max($1)')],
];

describe.skipIf(!promtool)('the generated tests of a policy', () => {
  const failures = async (change?: (text: string) => string) => [
    ...(await ruleFailures(artifacts, { generated: '.budget.', ...(change ? { change } : {}) })),
    ...(await ruleFailures(artifacts, { generated: '.throttle', ...(change ? { change } : {}) })),
  ];

  test('pass for what is generated', { timeout: 60_000 }, async () => expect(await failures()).toEqual([]));

  test.each(MUTATIONS)('fail where %s', { timeout: 60_000 }, async (_, change) => {
    expect(artifacts.some(({ kind, text }) => kind === 'prometheus-rules' && change(text) !== text)).toBe(true);
    expect(await failures(change)).not.toEqual([]);
  });
});

test.skipIf(!promtool)('without traffic a state that asks for speed is not in force, and is known', async () => {
  const text = [
    'rule_files: [../rules/shop.budget.pay.yaml]',
    'evaluation_interval: 1m',
    `tests: [{interval: 1m, input_series: [{series: 'slo:error_budget:remaining_ratio{slo="shop/pay"}', values: '0.2x9'}],`,
    `  promql_expr_test: [{expr: 'slo:deploy_freeze:state', eval_time: 5m, exp_samples: [{labels: 'slo:deploy_freeze:state{slo="shop/pay", service="shop"}', value: 0}]}]}]`,
  ].join('\n');
  expect(await ruleFailures(artifacts, { own: { idle: text } })).toEqual([]);
});

describe('a policy is refused or warned of where', () => {
  const policy = (...states: Parameters<typeof budgetPolicy>[0]['states']) => estate(budgetPolicy({ for: [search], states }));
  it.each([
    ['budget/states', policy(low, half), 'below-50 stands after below-12.5, which is narrower.'],
    ['budget/states', policy(half, half), 'below-50 is written twice.'],
    ['budget/states', policy(), 'no state'],
    ['budget/states', policy(state({ below: '0%', do: [freezeDeploys()] })), '"0%"'],
    ['budget/states', policy(state({ below: '1.5.2%' as '1%', do: [freezeDeploys()] })), '1.5.2%'],
    ['budget/states', policy(state({ below: '10%', burnAbove: Number.NaN, do: [freezeDeploys()] })), 'no speed'],
    ['budget/no-action', policy(state({ below: '10%', do: [] })), 'less than 10% is left'],
    ['budget/repeated-action', policy(state({ below: '30%', do: [freezeDeploys()] }), low), 'below-12.5 does again'],
    ['budget/two-policies', estate(budgetPolicy({ for: [search, search], states: [half] })), 'shop/search'],
    ['budget/unknown-reference', estate(budgetPolicy({ for: [of('gone', '99.5%')], states: [half] })), 'shop/gone'],
    ['budget/unknown-reference', policy(state({ below: '10%', do: [throttle(scraped({}, 'gone'))] })), 'gone'],
  ])('%s: %#', (code, exports, message) => {
    expect(
      withCode(exports, code)
        .map((one) => one.message)
        .join('\n'),
    ).toContain(message);
  });

  it('a speed that is faster may do the same later at any speed', () => expect(codesOf(policy(quick, low))).toEqual([]));
});
