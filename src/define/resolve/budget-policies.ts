import { type Address, addressOf, ESTATE } from '../../kernel/address.ts';
import { compare, fromNumber, ONE, parseDecimal, printDecimal, type Rational, ZERO } from '../../kernel/decimal.ts';
import type { BudgetAction, BudgetPolicy, BudgetState } from '../../model/budget-policy.ts';
import type { Service } from '../../model/service.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import type { AuthoredBudgetPolicy, BudgetState as AuthoredState } from '../budget-policy.ts';
import type { AuthoredReceiver } from '../team.ts';
import { reportStates } from './budget-states.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';
import { type Receivers, resolveReceiver } from './teams.ts';

/** What policies point at. */
export interface PolicyReferences {
  readonly slos: ReadonlyMap<object, Slo>;
  readonly services: ReadonlyMap<object, Service>;
  readonly receivers: Receivers;
}

export function resolveBudgetPolicies(
  authored: readonly AuthoredBudgetPolicy[],
  references: PolicyReferences,
  report: Report,
): BudgetPolicy[] {
  const governed = new Map<Slo, object>();
  return authored.map((one) => {
    const slos = one.for.flatMap(
      (named) => references.slos.get(named) ?? unknown(`${named.service?.name}/${named.name}`, one, report),
    );
    const at = slos[0]?.address ?? addressOf(ESTATE, 'budget-policy', 'policy');
    const mine = slos.filter((slo) => isFirst(slo, one, governed, report));
    const states = one.states.flatMap((state) => stateOf(state, at, references, report));
    if (one.states.length === 0)
      report.error('budget/states', at, 'The policy has no state.', {
        origin: one,
        fix: "write states: [state({ below: '10%', do: [freezeDeploys()] })]",
      });
    reportStates(states, at, one, report);
    return { slos: mine, states, origin: one };
  });
}

function unknown(name: string, origin: object, report: Report): [] {
  report.error(
    'budget/unknown-reference',
    addressOf(ESTATE, 'budget-policy', 'policy'),
    `The policy names ${name}, which is no part of the estate.`,
    {
      origin,
      fix: 'export it from definitions/index.ts, and mend what else is said of it',
    },
  );
  return [];
}

function isFirst(slo: Slo, policy: object, governed: Map<Slo, object>, report: Report): boolean {
  if (!governed.has(slo)) {
    governed.set(slo, policy);
    return true;
  }
  report.error('budget/two-policies', slo.address, `Two policies govern ${sloKey(slo)}, or one names it twice.`, {
    origin: policy,
    fix: 'name it once, and join the states',
  });
  return false;
}

function stateOf(one: AuthoredState, at: Address, references: PolicyReferences, report: Report): BudgetState[] {
  const below = typeof one.below === 'string' && one.below.endsWith('%') ? parseDecimal(one.below) : undefined;
  if (!below || compare(below, ZERO) <= 0 || compare(below, ONE) > 0) {
    const message = `\`below\` is ${shown(one.below)}; it must lie above 0% and not above 100%.`;
    report.error('budget/states', at, message, { origin: one, fix: "write the share of the budget that is left: '50%'" });
    return [];
  }
  const burnAbove = burnOf(one, at, report);
  if (one.do.length === 0)
    report.error('budget/no-action', at, `Nothing follows when less than ${one.below} is left.`, {
      origin: one,
      fix: 'write do: [notify(payments.ticket)], or take the state out',
    });
  const actions = one.do.flatMap((action) => actionOf(action, one, references, report));
  const name = `below-${one.below.slice(0, -1)}${burnAbove ? `-burn-${printDecimal(burnAbove)}` : ''}`;
  return [{ name, below, burnAbove, actions }];
}

function burnOf(one: AuthoredState, at: Address, report: Report): Rational | undefined {
  const { burnAbove } = one;
  if (burnAbove === undefined) return undefined;
  if (typeof burnAbove === 'number' && Number.isFinite(burnAbove) && burnAbove > 0) return fromNumber(burnAbove);
  const fix = 'write how many times faster than allowed: burnAbove: 2';
  report.error('budget/states', at, `\`burnAbove\` is ${shown(burnAbove)}, which is no speed.`, { origin: one, fix });
  return undefined;
}

function actionOf(
  action: AuthoredState['do'][number],
  origin: object,
  references: PolicyReferences,
  report: Report,
): BudgetAction[] {
  if (action.kind === 'freeze-deploys') return [{ kind: action.kind }];
  if (action.kind === 'notify') {
    const to = action.to as AuthoredReceiver; // `team` and `nobody` are the only makers of receivers
    return [{ kind: action.kind, to: resolveReceiver(to, references.receivers, report) }];
  }
  const service = references.services.get(action.service);
  return service ? [{ kind: action.kind, service }] : unknown(action.service.name, origin, report);
}
