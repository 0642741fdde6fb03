/** What a budget policy records, by the names other things rely on. */
import { type Slo, sloKey } from '../../model/slo.ts';

/** 1 while a state is in force, 0 while not. */
export const ACTIVE = 'slo:budget_state:active';
/** 1 while deploys of the SLO's service are frozen. */
export const FREEZE = 'slo:deploy_freeze:state';
/** 1 while a service is asked to shed load. */
export const THROTTLE = 'slo:throttle:state';
/** The label of its alerts that says who is told. */
export const RECEIVER = 'budget_receiver';

/** `{slo="checkout/availability",budget_state="below-50"}`, of one state or of several. */
export function stateSelector(slo: Slo, states: readonly string[]): string {
  const pattern = states.map((name) => name.replaceAll('.', '\\.')).join('|');
  const match = states.length === 1 ? `=${JSON.stringify(states[0])}` : `=~${JSON.stringify(pattern)}`;
  return `{slo=${JSON.stringify(sloKey(slo))}, budget_state${match}}`;
}
