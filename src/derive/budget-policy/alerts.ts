import type { QueryContext } from '../../authored/context.ts';
import { addressOf } from '../../kernel/address.ts';
import { printDecimal, printPercent } from '../../kernel/decimal.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { BudgetAction, BudgetState } from '../../model/budget-policy.ts';
import type { Estate } from '../../model/estate.ts';
import type { Receiver } from '../../model/routing.ts';
import { levelFor } from '../../model/severity.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import { ACTIVE, RECEIVER, stateSelector } from './names.ts';

/** Tells one receiver that a state is in force. */
export function stateAlert(slo: Slo, state: BudgetState, to: Receiver, estate: Estate, context: QueryContext): AlertRule {
  const { service } = slo;
  const severity = severityOf(to, estate);
  const burns = state.burnAbove ? `, and it burns more than ${printDecimal(state.burnAbove)} times as fast as allowed` : '';
  const labels = { slo: sloKey(slo), service: service.name, owner: service.owner.name, severity, budget_state: state.name };
  const steps = [...new Set(state.actions.map(stepOf))].filter((step) => step !== '');
  return {
    address: addressOf(service.name, 'alert', `SloBudgetState/${slo.name}/${state.name}/${to.name.replaceAll('/', '-')}`),
    name: 'SloBudgetState',
    origin: slo.origin,
    service,
    severity,
    query: context.text(`${ACTIVE}${stateSelector(slo, [state.name])} == 1`, { at: slo.address, origin: slo.origin }),
    forMs: 0,
    keepFiringForMs: 0,
    labels: { ...slo.labels, ...labels, [RECEIVER]: to.name },
    annotations: {
      summary: `${service.title}: less than ${printPercent(state.below)} of the error budget of "${slo.title}" is left${burns}.`,
      description: ['The budget policy of this objective is in force.', ...steps].join(' '),
    },
    runbook: {
      impact: `"${slo.title}" of ${service.title} may miss ${slo.objectiveText}.`,
      steps: [...steps, 'Put reliability work before features until the budget recovers.'],
      url: undefined,
    },
    cause: slo.address,
  };
}

/** As urgent as the channel: a page is for what cannot wait. */
function severityOf(to: Receiver, { teams, severities }: Estate): string {
  if (teams.some(({ page }) => page === to)) return levelFor(severities, 'critical').name;
  return levelFor(severities, teams.some(({ info }) => info === to) ? 'info' : 'warning').name;
}

function stepOf(action: BudgetAction): string {
  if (action.kind === 'freeze-deploys') return 'Deploys are frozen: `signalbox gate` is closed.';
  return action.kind === 'throttle' ? `${action.service.title} is asked to shed load.` : '';
}
