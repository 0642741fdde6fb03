import type { Address } from '../../kernel/address.ts';
import { compare, type Rational, ZERO } from '../../kernel/decimal.ts';
import type { BudgetAction, BudgetState } from '../../model/budget-policy.ts';
import type { Report } from './report.ts';

/** States stand from the widest to the narrowest, each once, and none repeats what a wider one does already. */
export function reportStates(states: readonly BudgetState[], at: Address, origin: object, report: Report): void {
  states.forEach((state, index) => {
    const wrong = order(states[index - 1], state);
    if (wrong !== undefined)
      report.error('budget/states', at, wrong, { origin, fix: 'write each state once, from the highest `below` to the lowest' });
    for (const action of repeated(state, states.slice(0, index)))
      report.warning('budget/repeated-action', at, `${state.name} does again what a wider state does: ${action.kind}.`, {
        origin,
        fix: 'take it out: wider states stay in force',
      });
  });
}

function order(before: BudgetState | undefined, state: BudgetState): string | undefined {
  if (!before) return undefined;
  const steps = compare(before.below, state.below) || compare(burn(state), burn(before));
  if (steps === 0) return `${state.name} is written twice.`;
  return steps < 0 ? `${state.name} stands after ${before.name}, which is narrower.` : undefined;
}

function burn({ burnAbove }: BudgetState): Rational {
  return burnAbove ?? ZERO;
}

function repeated(state: BudgetState, before: readonly BudgetState[]): readonly BudgetAction[] {
  const done = before.filter((one) => compare(burn(one), burn(state)) <= 0).flatMap(({ actions }) => actions);
  return state.actions.filter((action) => done.some((other) => same(action, other)));
}

/** Telling somebody again is a new alert, for less is left now. */
function same(a: BudgetAction, b: BudgetAction): boolean {
  if (a.kind === 'throttle') return b.kind === 'throttle' && a.service === b.service;
  return a.kind === 'freeze-deploys' && b.kind === 'freeze-deploys';
}
