import type { AlertRule as AuthoredAlert } from '../alerts/kind.ts';
import type { QueryContext } from '../authored/context.ts';
import type { AnyLogs } from '../authored/log.ts';
import { addressOf, ESTATE } from '../kernel/address.ts';
import { sortedBy } from '../kernel/canonical.ts';
import { type Outcome, outcome } from '../kernel/outcome.ts';
import type { Estate, TenantAlone } from '../model/estate.ts';
import type { Named } from '../model/named.ts';
import type { Service } from '../model/service.ts';
import type { Tenant } from '../model/tenant.ts';
import { compareVersions } from '../model/versions/lines.ts';
import type { AuthoredBoards } from './boards.ts';
import type { AuthoredBudget } from './budget.ts';
import type { AuthoredBudgetPolicy } from './budget-policy.ts';
import { type Collected, collect, type Definitions } from './collect.ts';
import type { AuthoredCoverage } from './coverage.ts';
import type { AuthoredDashboard } from './dashboard.ts';
import { resolveDashboards } from './dashboard-resolve.ts';
import type { AuthoredEnvironment } from './environment.ts';
import type { AuthoredMaintenance } from './maintenance.ts';
import type { AuthoredPolicy } from './policy.ts';
import { queryContext } from './query-context.ts';
import type { AuthoredRecording } from './recording.ts';
import type { AuthoredRemediation } from './remediation.ts';
import { resolveAlerts } from './resolve/alerts.ts';
import { resolveBoards } from './resolve/boards.ts';
import { resolveBudgetPolicies } from './resolve/budget-policies.ts';
import { resolveBudgets } from './resolve/budgets.ts';
import { resolveCoverages } from './resolve/coverages.ts';
import { reportDuplicates } from './resolve/duplicates.ts';
import { resolveEnvironments } from './resolve/environments.ts';
import { resolveMaintenances } from './resolve/maintenances.ts';
import { resolvePolicies } from './resolve/policies.ts';
import { resolveRecordings } from './resolve/recordings.ts';
import { resolveRemediations } from './resolve/remediations.ts';
import { newReport, type Report } from './resolve/report.ts';
import { resolveRouteTests } from './resolve/route-tests.ts';
import { resolveRouting } from './resolve/routing.ts';
import { resolveScalings } from './resolve/scalings.ts';
import { type AskedVersions, atVersions } from './resolve/server-versions.ts';
import { resolveServices } from './resolve/services.ts';
import { resolveSeverities } from './resolve/severities.ts';
import { resolveSlos } from './resolve/slos.ts';
import { soundOnes } from './resolve/sound.ts';
import { resolveSuppressions } from './resolve/suppressions.ts';
import { resolveTargets } from './resolve/targets.ts';
import { type Receivers, resolveSystems, resolveTeams } from './resolve/teams.ts';
import { resolveTenants } from './resolve/tenants.ts';
import { resolveTimeIntervals } from './resolve/time-intervals.ts';
import { resolveLogs } from './resolve-logs.ts';
import { resolveTraces } from './resolve-traces.ts';
import type { AuthoredRouteTest } from './route-test.ts';
import type { AuthoredRouting } from './routing.ts';
import type { AuthoredScaling } from './scaling.ts';
import type { AuthoredService } from './service.ts';
import type { AuthoredSeverities } from './severity.ts';
import type { AuthoredSlo } from './slo.ts';
import type { AuthoredSuppression } from './suppression.ts';
import type { AuthoredSystem } from './system.ts';
import type { AuthoredTarget } from './target.ts';
import type { AuthoredTeam } from './team.ts';
import type { Traces } from './telemetry.ts';
import type { AuthoredTenant } from './tenant.ts';
import { definitionsOf } from './tenants/definitions-of.ts';
import { sharesOf } from './tenants/shares-of.ts';
import type { AuthoredTimeInterval } from './time-interval.ts';

/** The resolved estate, and the context that later stages make queries with. */
export interface Resolved {
  readonly estate: Estate;
  readonly context: QueryContext;
  /** What it was resolved from: definitions that nothing is wrong with by itself. */
  readonly definitions: Definitions;
}

/** What the exports of a module say: every reference followed, every default filled in, every mistake reported. `versions` stand in place of those written. */
export function resolve(module: object, versions?: AskedVersions): Outcome<Resolved> {
  const collected = collect(module);
  const report = newReport();
  reportStrays(collected, report);
  const byKind = soundOnes(collected.byKind, report);
  const whole = resolveAll(byKind, report, { versions });
  reportDuplicates(whole.estate, report);
  const alone = keptApart(whole.estate).map((alone) => resolveAlone(byKind, { alone, versions }));
  return outcome({ ...whole, estate: { ...whole.estate, alone }, definitions: byKind }, report.diagnostics);
}

/** Sound definitions by themselves, as if there were no others; what is wrong with them the whole has told. */
export function resolvePart(definitions: Definitions, versions?: AskedVersions): Omit<Resolved, 'definitions'> {
  return resolveAll(definitions, newReport(), { versions });
}

/** What a tenant that others share servers with has, resolved without them. What it misses is told when everything was looked at. */
function resolveAlone(byKind: Definitions, part: Part & { readonly alone: Tenant }): TenantAlone {
  const report = newReport();
  const tenant = part.alone;
  const { context, estate } = resolveAll(definitionsOf(tenant, byKind), report, part);
  return { tenant, estate, context, diagnostics: report.diagnostics };
}

function keptApart({ environments, tenants }: Estate): Tenant[] {
  const names = new Set(environments.flatMap(({ shared = [] }) => shared.map(({ name }) => name)));
  return tenants.filter(({ name }) => names.has(name));
}

interface Part {
  /** Only the definitions of this tenant, whose environments are its shares of those it is in. */
  readonly alone?: Tenant;
  readonly versions: AskedVersions | undefined;
}

/** Sound definitions. */
function resolveAll(byKind: Definitions, report: Report, { alone, versions }: Part): Omit<Resolved, 'definitions'> {
  const told = alone ? newReport() : report; // what is not the tenant's own, the whole has told
  const receivers: Receivers = new Map();
  const teams = resolveTeams(byKind.team as readonly AuthoredTeam[], receivers, report); // `collect` sorts by kind, which the constructor set
  const systems = resolveSystems(byKind.system as readonly AuthoredSystem[], teams, report);
  const { services, jobs } = resolveServices(byKind.service as readonly AuthoredService[], systems, teams, report);
  const context = queryContext((metric) => jobs.get(metric) ?? [], report.add, oldestPrometheus(byKind.environment, versions));
  const intervals = resolveTimeIntervals(byKind['time-interval'] as readonly AuthoredTimeInterval[], report);
  const scale = resolveSeverities(byKind.severities as readonly AuthoredSeverities[], { receivers, intervals, report });
  const slos = resolveSlos(byKind.slo as readonly AuthoredSlo[], services, scale, report);
  const alerts = resolveAlerts(byKind.alert as readonly AuthoredAlert[], services, { scale, context }, report);
  const recordings = resolveRecordings(byKind.recording as readonly AuthoredRecording[], services, context, report);
  const routing = resolveRouting(
    byKind.routing as readonly AuthoredRouting[],
    { receivers, intervals, services, systems, scale },
    report,
  );
  const policies = byKind['budget-policy'] as readonly AuthoredBudgetPolicy[]; // `collect` sorts by kind
  const budgetPolicies = resolveBudgetPolicies(policies, { slos, services, receivers }, told);
  const answers = byKind.remediation as readonly AuthoredRemediation[]; // as above
  const remediations = resolveRemediations(answers, { alerts, receivers }, report);
  const tenants = resolveTenants(byKind.tenant as readonly AuthoredTenant[], services, told);
  const authored = byKind.environment as readonly AuthoredEnvironment[]; // as above
  const environments = alone
    ? sharesOf(alone, authored, { services, versions })
    : resolveEnvironments(authored, { services, tenants, report, versions });

  const dashboards = resolveDashboards(byKind.dashboard as readonly AuthoredDashboard[], context, {
    sloOf: (authored) => slos.get(authored),
    serviceOf: (authored) => services.get(authored),
    systemOf: (authored) => systems.get(authored),
  });
  dashboards.diagnostics.forEach(report.add);

  const logStreams = resolveOf(byKind.logs as readonly AnyLogs[], services, resolveLogs, report);
  const tracings = resolveOf(byKind.traces as readonly Traces[], services, resolveTraces, report);

  const budgets = resolveBudgets(byKind.budget as readonly AuthoredBudget[], { services, teams, environments }, report);
  const others = [...logStreams, ...tracings, ...budgets].map((one): [object, Named] => [one.origin, one]);
  const named = new Map<object, Named>([
    ...teams,
    ...systems,
    ...services,
    ...slos,
    ...alerts,
    ...recordings,
    ...environments,
    ...others,
  ]);
  const boards = dashboards.value.map((one): [object, Named] => [one.origin, one]);
  const coverages = resolveCoverages(
    byKind.coverage as readonly AuthoredCoverage[],
    { systems, named: new Map([...named, ...receivers, ...intervals, ...boards]), definitions: byKind },
    told,
  );
  const estate: Estate = {
    severities: scale,
    systems: sorted(systems),
    teams: sorted(teams),
    services: sorted(services),
    logStreams: sortedBy(logStreams, (one) => one.address),
    tracings: sortedBy(tracings, (one) => one.address),
    slos: sorted(slos),
    budgets,
    budgetPolicies: sortedBy(budgetPolicies, ({ slos }) => slos.map(({ address }) => address).join(' ')), // they have no names
    maintenances: resolveMaintenances(byKind.maintenance as readonly AuthoredMaintenance[], { slos, services }, told),
    alerts: sorted(alerts),
    recordings: sorted(recordings),
    scalings: resolveScalings(byKind.scaling as readonly AuthoredScaling[], services, context, report),
    remediations,
    receivers: sorted(receivers),
    timeIntervals: sorted(intervals),
    routing,
    routeTests: resolveRouteTests(byKind['route-test'] as readonly AuthoredRouteTest[], report),
    dashboards: sortedBy(dashboards.value, (one) => one.address),
    boards: resolveBoards(byKind.boards as readonly AuthoredBoards[], (metric) => jobs.has(metric), told),
    environments: sorted(environments),
    targets: sorted(resolveTargets(targetsOf(byKind, alone), environments, { tenants, report: told })),
    policies: resolvePolicies(byKind.policy as readonly AuthoredPolicy[], report),
    suppressions: resolveSuppressions(
      byKind.suppression as readonly AuthoredSuppression[],
      new Map([...named, ...boards, ...coverages.map((one): [object, Named] => [one.origin, one])]),
      told,
    ),
    coverages,
    tenants: sorted(tenants),
    alone: [],
  };
  return { estate, context };
}

/** A target of a tenant is of its share, any other of the whole environment. */
function targetsOf({ target }: Definitions, alone: Tenant | undefined): readonly AuthoredTarget[] {
  const all = target as readonly AuthoredTarget[]; // `collect` sorts by kind
  return alone ? all.filter(({ tenant }) => tenant === alone.origin) : all;
}

/** One set of queries serves every environment. */
function oldestPrometheus(environments: readonly object[], asked: AskedVersions | undefined): string | undefined {
  const compiled = (environments as readonly AuthoredEnvironment[]).map((one) => atVersions(one, asked)); // `collect` sorts by kind
  return compiled.flatMap(({ prometheus }) => prometheus?.version ?? []).toSorted(compareVersions)[0];
}

/** Definitions of a service, each resolved by itself. */
function resolveOf<A extends { readonly service: object }, T>(
  authored: readonly A[],
  services: ReadonlyMap<object, Service>,
  resolveOne: (one: A, service: Service) => Outcome<T>,
  report: Report,
): T[] {
  return authored.flatMap((one) => {
    const service = one.service && services.get(one.service);
    if (!service) return [];
    const { value, diagnostics } = resolveOne(one, service);
    diagnostics.forEach(report.add);
    return [value];
  });
}

function sorted<T extends Named>(map: ReadonlyMap<object, T>): T[] {
  return sortedBy(map.values(), (one) => one.address);
}

/** An error: what it would have become is missing, and everything else would be compiled without it. */
function reportPromise(path: string, report: Report): void {
  const message = `The export ${path} is a promise, so nobody can read the definition it will be.`;
  report.error('definition/stray-export', addressOf(ESTATE, 'export', path), message, {
    fix: `await it: export const ${path.split('.').at(-1)} = await …`,
  });
}

function reportStrays(collected: Collected, report: Report): void {
  for (const { path, value } of collected.strays) {
    if (value instanceof Promise) {
      reportPromise(path, report);
      continue;
    }
    const origin = typeof value === 'object' && value !== null ? { origin: value } : {};
    report.warning(
      'definition/stray-export',
      addressOf(ESTATE, 'export', path),
      `The export ${path} is no definition, so it takes no part.`,
      {
        ...origin,
        fix: 'do not export it, or export the definition it belongs to',
      },
    );
  }
}
