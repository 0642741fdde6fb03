import type { QueryContext } from '../../authored/context.ts';
import { printDecimal } from '../../kernel/decimal.ts';
import type { AlertRule, RecordingRule, RuleGroup } from '../../model/alert.ts';
import type { BudgetPolicy, BudgetState } from '../../model/budget-policy.ts';
import type { Estate } from '../../model/estate.ts';
import type { Service } from '../../model/service.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import { BURN_RATE, REMAINING, sloSelector } from '../slo/names.ts';
import { stateAlert } from './alerts.ts';
import { ACTIVE, FREEZE, stateSelector, THROTTLE } from './names.ts';

/** A budget of weeks needs no closer look. */
export const POLICY_INTERVAL_MS = 60_000;

/** The rules of every policy: a group for each SLO, and one for each service that is asked to shed load. */
export function budgetPolicyGroups(estate: Estate, context: QueryContext): RuleGroup[] {
  const governed = estate.budgetPolicies.flatMap((policy) => policy.slos.map((slo) => sloGroup(slo, policy, estate, context)));
  return [...governed, ...throttleGroups(estate.budgetPolicies, context)];
}

function sloGroup(slo: Slo, { states }: BudgetPolicy, estate: Estate, context: QueryContext): RuleGroup {
  const freezing = states.filter(({ actions }) => actions.some(({ kind }) => kind === 'freeze-deploys'));
  const names = freezing.map(({ name }) => name);
  const freeze = () =>
    ruleOf(slo, context, FREEZE, `max(${ACTIVE}${stateSelector(slo, names)})`, { slo: sloKey(slo), service: slo.service.name });
  const rules: (RecordingRule | AlertRule)[] = [
    ...states.map((state) =>
      ruleOf(slo, context, ACTIVE, activeWhen(slo, state), { slo: sloKey(slo), budget_state: state.name }),
    ),
    ...(names.length > 0 ? [freeze()] : []),
    ...states.flatMap((state) =>
      state.actions.flatMap((action) => (action.kind === 'notify' ? [stateAlert(slo, state, action.to, estate, context)] : [])),
    ),
  ];
  return groupOf(`budget-${slo.service.name}-${slo.name}`, budgetScope(slo), rules);
}

/** Without traffic nothing burns, and there is no rate to compare. */
function activeWhen(slo: Slo, { below, burnAbove }: BudgetState): string {
  const remaining = `${REMAINING}${sloSelector(slo)}`;
  const low = `${remaining} < bool ${printDecimal(below)}`;
  if (!burnAbove) return low;
  return `(${low}) * (${BURN_RATE}${sloSelector(slo)} > bool ${printDecimal(burnAbove)} or 0 * ${remaining})`;
}

/** The file of the rules of one SLO's policy. */
export function budgetScope(slo: Slo): string {
  return `${slo.service.name}.budget.${slo.name}`;
}

/** Several SLOs may throttle one service: the worst of them decides. */
export function throttlesOf(policies: readonly BudgetPolicy[]): Map<Service, { slo: Slo; states: string[] }[]> {
  const found = new Map<Service, { slo: Slo; states: string[] }[]>();
  for (const { slos, states } of policies) {
    const services = new Set(
      states.flatMap(({ actions }) => actions.flatMap((action) => (action.kind === 'throttle' ? [action.service] : []))),
    );
    for (const service of services) {
      const names = states.filter(({ actions }) => actions.some((one) => one.kind === 'throttle' && one.service === service));
      const causes = slos.map((slo) => ({ slo, states: names.map(({ name }) => name) }));
      const before = found.get(service);
      if (before) before.push(...causes);
      else found.set(service, causes);
    }
  }
  return found;
}

function throttleGroups(policies: readonly BudgetPolicy[], context: QueryContext): RuleGroup[] {
  return [...throttlesOf(policies)].flatMap(([service, causes]) => {
    const [first] = causes;
    if (!first) return [];
    const states = causes.map(({ slo, states }) => `${ACTIVE}${stateSelector(slo, states)}`);
    const rule = ruleOf(first.slo, context, THROTTLE, `max(${states.join(' or ')})`, { service: service.name });
    return [groupOf(`throttle-${service.name}`, throttleScope(service), [rule])];
  });
}

export function throttleScope(service: Service): string {
  return `${service.name}.throttle`;
}

function ruleOf(slo: Slo, context: QueryContext, record: string, text: string, labels: RecordingRule['labels']): RecordingRule {
  const query = context.text(text, { at: slo.address, origin: slo.origin });
  return { record, query, labels, cause: slo.address, origin: slo.origin };
}

function groupOf(name: string, scope: string, rules: RuleGroup['rules']): RuleGroup {
  return { name, engine: 'prometheus', scope, intervalMs: POLICY_INTERVAL_MS, rules };
}
