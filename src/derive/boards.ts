import type { QueryContext } from '../authored/context.ts';
import { resolveDashboard } from '../define/dashboard-resolve.ts';
import { type Address, addressOf, splitAddress } from '../kernel/address.ts';
import { sortedBy } from '../kernel/canonical.ts';
import { gather, type Outcome } from '../kernel/outcome.ts';
import type { Dashboard } from '../model/dashboard.ts';
import type { Estate } from '../model/estate.ts';
import type { Slo } from '../model/slo.ts';
import type { Board } from './boards/board.ts';
import { metricsBoard } from './boards/metrics-board.ts';
import { serviceBoard } from './boards/service-board.ts';
import { sloBoard } from './boards/slo-board.ts';

/** Boards nobody has to write: the SLOs of each system, and requests, errors and durations of each service that measures them. */
export function deriveBoards(estate: Estate, context: QueryContext): Outcome<Dashboard[]> {
  const boards = [...sloBoards(estate), ...serviceBoards(estate)];
  const lookup = lookupIn(estate);
  const resolved = boards.map(({ address, authored, tags }) => {
    const { value, diagnostics } = resolveDashboard(authored, address, context, lookup);
    return { value: { ...value, tags: [...value.tags, ...tags] }, diagnostics };
  });
  return gather(sortedBy(resolved, ({ value }) => value.address));
}

/** A service whose alerts would have no board to open, neither its own nor its system's, gets a plain one. */
function serviceBoards(estate: Estate): Board[] {
  const alerting = new Set(estate.alerts.map(({ service }) => service));
  const shown = new Set([
    ...estate.dashboards.map(({ address }) => splitAddress(address).scope),
    ...estate.slos.map(({ service }) => service.system?.name ?? service.name),
  ]);
  return estate.services.flatMap((service) => {
    const board = serviceBoard(service);
    if (board) return [board];
    const near = shown.has(service.name) || (service.system !== undefined && shown.has(service.system.name));
    return alerting.has(service) && !near ? [metricsBoard(service)] : [];
  });
}

/** SLOs by system; those of a service without a system have a board of their own. */
function sloBoards(estate: Estate): readonly Board[] {
  const byScope = new Map<Address, Slo[]>();
  for (const slo of sortedBy(estate.slos, (one) => one.address)) {
    const scope = slo.service.system?.name ?? slo.service.name;
    const address = addressOf(scope, 'board', 'slos');
    byScope.set(address, [...(byScope.get(address) ?? []), slo]);
  }
  return [...byScope].map(([address, slos]) => sloBoard(address, slos));
}

/** Derived boards refer to resolved things by the authored objects they came from. */
function lookupIn({ slos, services, systems }: Estate) {
  return {
    sloOf: byOrigin(slos),
    serviceOf: byOrigin(services),
    systemOf: byOrigin(systems),
  };
}

function byOrigin<T extends { readonly origin: object }>(all: readonly T[]): (authored: object) => T | undefined {
  const known = new Map(all.toReversed().map((one) => [one.origin, one]));
  return (authored) => known.get(authored);
}
