import { byText } from '../kernel/canonical.ts';
import type { Estate } from '../model/estate.ts';
import type { Remediation } from '../model/remediation.ts';
import type { LabelMatch, Receiver, Route } from '../model/routing.ts';
import { oneOf } from './one-of.ts';
import { PLAIN } from './plain-route.ts';

/** By alert, whatever groups the others: how many fire together tells an action whether the cause lies elsewhere. */
const GROUP_BY = ['alertname', 'service'];

/** What machines answer, before all others and beside them. */
export function remediationRoutes({ remediations }: Estate): Route[] {
  return remediations.flatMap((one) =>
    matchersOf(one).map((matchers) => ({
      ...PLAIN,
      receiver: one.receiver,
      matchers,
      groupBy: GROUP_BY,
      continue: true,
      because: `${one.name} answers it by itself${one.dryRun ? ', in a dry run' : ''}`,
      origin: one.origin,
    })),
  );
}

/** A node that some child has taken does not take the alert itself: what only a machine would be told of goes on to the fallback. */
export function afterRemediations({ remediations, routing }: Estate, fallback: Receiver): Route[] {
  if (!routing?.tree) return []; // each team takes all that it owns
  return remediations.flatMap((one) =>
    matchersOf(one).map((matchers) => ({
      ...PLAIN,
      receiver: fallback,
      matchers,
      because: `the fallback: what only ${one.name} would be told of`,
    })),
  );
}

/** Of each service, for a name of one may be an alert of another too. */
function matchersOf({ alerts }: Remediation): LabelMatch[][] {
  const services = [...new Set(alerts.map(({ service }) => service.name))].sort(byText);
  return services.map((service) => {
    const names = alerts.filter((alert) => alert.service.name === service).map(({ name }) => name);
    return [oneOf('alertname', names.toSorted(byText)), oneOf('service', [service])];
  });
}
