import type { Address } from '../../kernel/address.ts';
import type { Estate } from '../../model/estate.ts';
import type { Named } from '../../model/named.ts';
import type { Report } from './report.ts';

/** Two different objects with one address: neither can be told from the other on any server. */
export function reportDuplicates(estate: Estate, report: Report): void {
  const first = new Map<Address, Named>();
  for (const one of everythingNamed(estate)) {
    const other = first.get(one.address);
    if (!other) first.set(one.address, one);
    else if (other.origin !== one.origin) {
      report.error('definition/duplicate', one.address, `Two definitions are called ${one.address}.`, {
        origin: one.origin,
        fix: 'rename one of them',
        related: [{ at: other.address, message: 'the other is here', origin: other.origin }],
      });
    }
  }
}

function everythingNamed(estate: Estate): Named[] {
  const {
    systems,
    teams,
    services,
    logStreams,
    tracings,
    slos,
    budgets,
    maintenances,
    remediations,
    alerts,
    recordings,
    scalings,
    timeIntervals,
    routeTests,
    dashboards,
    environments,
    targets,
    coverages,
    tenants,
  } = estate;
  const metrics = services.flatMap((service) => service.metrics);
  return [
    ...systems,
    ...teams,
    ...services,
    ...metrics,
    ...logStreams,
    ...tracings,
    ...slos,
    ...budgets,
    ...maintenances,
    ...remediations,
    ...alerts,
    ...recordings,
    ...scalings,
    ...timeIntervals,
    ...routeTests,
    ...dashboards,
    ...environments,
    ...targets,
    ...coverages,
    ...tenants,
  ];
}
