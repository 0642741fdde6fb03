import { parseIncident } from '../../../../src/check/simulate/incident.ts';
import { type SimulatedIncident, type SimulateOptions, simulate } from '../../../../src/check/simulate/simulate.ts';
import { type SloOptions, slo } from '../../../../src/define/slo.ts';
import type { Slo } from '../../../../src/model/slo.ts';
import { events } from '../../../../src/sli/events.ts';
import { base, type Resolved, resolveAll } from '../../../support/estate.ts';
import { checkout, requests } from '../../../support/shop.ts';

const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });

/** An estate with one objective. */
export function estateWith(options: Partial<SloOptions> = {}): Resolved & { readonly slo: Slo } {
  const availability = slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, ...options });
  const resolved = resolveAll({ ...base, checkout, availability });
  const [found] = resolved.derived.estate.slos;
  if (!found) throw new Error('the objective has an error');
  return { ...resolved, slo: found };
}

export function simulated(one: Slo, text: string, options?: SimulateOptions): SimulatedIncident {
  const incident = parseIncident(text);
  if (!incident) throw new Error(`not an incident: ${text}`);
  return simulate(one, incident, options);
}
