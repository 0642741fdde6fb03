import { compare, fromNumber, multiply, rational, toNumber, ZERO } from '../../kernel/decimal.ts';
import type { BudgetPolicy, BudgetState } from '../../model/budget-policy.ts';
import type { Estate } from '../../model/estate.ts';
import type { ExpectedValues, RuleTest, TestSource } from '../../model/rule-test.ts';
import type { Service } from '../../model/service.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import { BURN_RATE, REMAINING, sloSelector } from '../slo/names.ts';
import { counted } from '../slo/test-case.ts';
import { budgetScope, POLICY_INTERVAL_MS, throttleScope, throttlesOf } from './groups.ts';
import { ACTIVE, FREEZE, RECEIVER, stateSelector, THROTTLE } from './names.ts';

/** What a test shows for a while. */
interface Moment {
  readonly remaining: number;
  readonly burn: number;
}
/** Evaluations of each moment. */
const EACH = 3;

/** What promtool proves of policies: each state is in force exactly below its share and above its speed, and does what it says. */
export function budgetPolicyTests({ budgetPolicies }: Estate): TestSource[] {
  const governed = budgetPolicies.flatMap((policy) =>
    policy.slos.map((slo) => ({ scope: budgetScope(slo), make: () => [policyTest(slo, policy)] })),
  );
  const throttled = [...throttlesOf(budgetPolicies)].map(([service, causes]) => ({
    scope: throttleScope(service),
    make: () => [throttleTest(service, causes)],
  }));
  return [...governed, ...throttled];
}

function policyTest(slo: Slo, { states }: BudgetPolicy): RuleTest {
  const moments = states.flatMap(momentsOf);
  const show = (series: string, of: keyof Moment) => ({
    series: `${series}${sloSelector(slo)}`,
    values: moments.map((moment) => `${moment[of]}x${EACH - 1}`).join(' '),
  });
  return {
    name: `${sloKey(slo)}: the budget policy does what it says`,
    scope: budgetScope(slo),
    intervalMs: POLICY_INTERVAL_MS,
    series: () => [show(REMAINING, 'remaining'), show(BURN_RATE, 'burn')],
    alerts: [],
    values: () =>
      moments.flatMap((moment, index) => expectedOf(slo, states, moment, (index * EACH + EACH - 1) * POLICY_INTERVAL_MS)),
  };
}

/** Just above and just below its share, then slower and faster than its speed. */
function momentsOf({ below, burnAbove }: BudgetState): Moment[] {
  const share = toNumber(below);
  const fast = toNumber(multiply(burnAbove ?? ZERO, rational(11n, 10n)));
  const slow = toNumber(multiply(burnAbove ?? ZERO, rational(9n, 10n)));
  const under = toNumber(multiply(below, rational(99n, 100n)));
  return [
    { remaining: share, burn: fast },
    { remaining: under, burn: slow },
    { remaining: under, burn: fast },
  ];
}

function isActive({ below, burnAbove }: BudgetState, { remaining, burn }: Moment): boolean {
  if (compare(fromNumber(remaining), below) >= 0) return false;
  return !burnAbove || compare(fromNumber(burn), burnAbove) > 0;
}

function expectedOf(slo: Slo, states: readonly BudgetState[], moment: Moment, at: number): ExpectedValues[] {
  const active = states.filter((state) => isActive(state, moment));
  const freezes = (state: BudgetState) => state.actions.some(({ kind }) => kind === 'freeze-deploys');
  const frozen = `${FREEZE}{slo=${JSON.stringify(sloKey(slo))}, service=${JSON.stringify(slo.service.name)}}`;
  return [
    ...states.map((one) => counted(`${ACTIVE}${stateSelector(slo, [one.name])} == 1`, at, active.includes(one) ? 1 : 0)),
    ...(states.some(freezes) ? [counted(`${frozen} == ${active.some(freezes) ? 1 : 0}`, at, 1)] : []),
    ...states.flatMap((one) =>
      one.actions.flatMap((action) => (action.kind === 'notify' ? [told(slo, one, action.to.name, at, active)] : [])),
    ),
  ];
}

function told(slo: Slo, state: BudgetState, receiver: string, at: number, active: readonly BudgetState[]): ExpectedValues {
  const labels = [
    'alertname="SloBudgetState"',
    `slo=${JSON.stringify(sloKey(slo))}`,
    `budget_state=${JSON.stringify(state.name)}`,
    `${RECEIVER}=${JSON.stringify(receiver)}`,
    'alertstate="firing"',
  ];
  return counted(`ALERTS{${labels.join(', ')}}`, at, active.includes(state) ? 1 : 0);
}

/** Asked by any of its SLOs, one after the other, and by none. */
function throttleTest(service: Service, causes: readonly { slo: Slo; states: readonly string[] }[]): RuleTest {
  const all = causes.flatMap(({ slo, states }) => states.map((state) => stateSelector(slo, [state])));
  const asked = `${THROTTLE}{service=${JSON.stringify(service.name)}}`;
  const at = (moment: number, value: number) =>
    counted(`${asked} == ${value}`, (moment * EACH + EACH - 1) * POLICY_INTERVAL_MS, 1);
  return {
    name: `${service.name}: load is shed while any of its states is in force`,
    scope: throttleScope(service),
    intervalMs: POLICY_INTERVAL_MS,
    series: () =>
      all.map((selector, index) => ({
        series: `${ACTIVE}${selector}`,
        values: [...all, ''].map((_, moment) => `${moment === index ? 1 : 0}x${EACH - 1}`).join(' '),
      })),
    alerts: [],
    values: () => [...all.map((_, moment) => at(moment, 1)), at(all.length, 0)],
  };
}
