import { ESTATE, splitAddress } from '../kernel/address.ts';
import { alertsIn, causesOf, type RuleGroup } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';
import type { Environment } from '../model/environment.ts';

/**
 * What an environment evaluates: rules of a service that is judged over all regions are evaluated where somebody sees all of them, and
 * nowhere else; every other service in each region. Rules of no service, escalations among them, belong everywhere.
 */
export function inRegion(derived: Derived, { globalFor }: Environment): Derived {
  const everywhere = derived.estate.environments.flatMap((one) => one.globalFor.map(({ name }) => name));
  if (everywhere.length === 0) return derived;
  const [all, here] = [new Set(everywhere), new Set(globalFor.map(({ name }) => name))];
  const services = new Set(derived.estate.services.map(({ name }) => name));
  const belongs = (group: RuleGroup): boolean => {
    const owner = ownerOf(group);
    if (!services.has(owner)) return true;
    return here.size > 0 ? here.has(owner) : !all.has(owner);
  };
  const groups = derived.groups.filter(belongs);
  const kept = new Set(groups.map(({ scope }) => scope));
  const dropped = new Set(derived.groups.filter((group) => !kept.has(group.scope)).map(({ scope }) => scope));
  return {
    ...derived,
    groups,
    alerts: groups.flatMap(alertsIn),
    tests: derived.tests.filter(({ scope }) => !dropped.has(scope)),
  };
}

/** The service, or what else the first of its rules comes from. */
function ownerOf(group: RuleGroup): string {
  const [first] = causesOf(group);
  return first ? splitAddress(first).scope : ESTATE;
}
