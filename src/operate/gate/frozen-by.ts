import type { Estate } from '../../model/estate.ts';
import { type Slo, sloKey } from '../../model/slo.ts';

/** The SLOs whose budget policy can freeze deploys, of one service or of all. */
export function frozenBy(estate: Estate, service: string | undefined): string[] {
  const policies = estate.budgetPolicies.filter(({ states }) =>
    states.some(({ actions }) => actions.some(({ kind }) => kind === 'freeze-deploys')),
  );
  const of = (slo: Slo) => service === undefined || slo.service.name === service;
  return policies.flatMap(({ slos }) => slos.filter(of).map(sloKey)).sort();
}
