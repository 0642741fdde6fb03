import type { Derived } from '../../model/derived.ts';
import type { Contribution } from './contribution.ts';
import { evaluatedCosts } from './evaluated.ts';
import { exposedCosts } from './exposed.ts';
import type { CostSite } from './site.ts';
import { spanMetricCosts } from './span-metrics.ts';
import { logCosts, spanCosts } from './telemetry.ts';

/**
 * What the definitions cost in each environment, thing by thing: at most as many series as their labels, instances and rules allow, and
 * lines and spans by declared rates. Where something is not declared, `unknown` says what; it is never guessed.
 */
export function estimateCost(derived: Derived): readonly Contribution[] {
  const { environments } = derived.estate;
  const sites: CostSite[] = (environments.length > 0 ? environments : [undefined]).map((environment) => ({
    derived,
    environment,
  }));
  const measured = sites.filter(({ environment }) => !environment || environment.servers.prometheus || environment.servers.mimir);
  return [
    ...measured.flatMap(exposedCosts),
    ...evaluatedCosts(measured),
    ...measured.flatMap(spanMetricCosts),
    ...sites.flatMap(logCosts),
    ...sites.flatMap(spanCosts),
  ];
}
