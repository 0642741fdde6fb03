import type { QueryContext } from '../authored/context.ts';
import { sortedBy } from '../kernel/canonical.ts';
import { lateOutcome, type Outcome } from '../kernel/outcome.ts';
import { alertsIn, type RuleGroup } from '../model/alert.ts';
import type { Derived, DerivedAlone } from '../model/derived.ts';
import type { Estate, TenantAlone } from '../model/estate.ts';
import type { Route, TimeInterval } from '../model/routing.ts';
import { alertTests } from './alert-tests.ts';
import { deriveBoards } from './boards.ts';
import { boardsOfAlerts } from './boards-of-alerts.ts';
import { budgetPolicyGroups } from './budget-policy/groups.ts';
import { budgetPolicyTests } from './budget-policy/tests.ts';
import { escalationTests } from './escalation-tests.ts';
import { escalatedIn, escalations } from './escalations.ts';
import { deriveInhibitions } from './inhibitions.ts';
import { maintenanceGroups } from './maintenance/groups.ts';
import { deriveRoute } from './routes.ts';
import { ruleGroups } from './rule-groups.ts';
import { sloFamilies } from './slo/family.ts';
import { sloGroups } from './slo/group.ts';
import { sloTests } from './slo/tests.ts';

/** Everything the estate implies: rules and their tests, routes, boards. Each thing names its cause. */
export function derive(estate: Estate, context: QueryContext): Outcome<Derived> {
  const whole = deriveOne(estate, context);
  return lateOutcome({ ...whole.value, tenants: estate.alone.map(deriveAlone) }, () => whole.diagnostics);
}

/** What a tenant's own definitions imply; of time intervals what its routes know. */
function deriveAlone({ context, diagnostics, estate, tenant }: TenantAlone): DerivedAlone {
  const known = intervalsOf(deriveRoute(estate));
  const own = { ...estate, timeIntervals: estate.timeIntervals.filter((one) => known.has(one)) };
  const derived = deriveOne(own, context);
  const told = lateOutcome(derived.value, () => [...diagnostics, ...derived.diagnostics]);
  return {
    tenant,
    derived: told.value,
    get diagnostics() {
      return told.diagnostics;
    },
  };
}

function intervalsOf(route: Route | undefined): Set<TimeInterval> {
  if (!route) return new Set();
  return new Set([...route.active, ...route.mute, ...route.routes.flatMap((child) => [...intervalsOf(child)])]);
}

function deriveOne(estate: Estate, context: QueryContext): Outcome<Derived> {
  const families = sloFamilies(estate, context);
  const own: RuleGroup[] = [
    ...ruleGroups(estate),
    ...families.flatMap(sloGroups),
    ...budgetPolicyGroups(estate, context),
    ...maintenanceGroups(estate, context),
  ];
  const watched = own.flatMap(alertsIn);
  const escalated = escalatedIn(estate, watched);
  const escalating = escalations(escalated, context);
  const groups = [...own, ...escalating];
  const alerts = [...watched, ...escalating.flatMap(alertsIn)];
  const { boards, problems } = deriveBoards(estate, context);
  const dashboards = sortedBy([...estate.dashboards, ...boards], (one) => one.address);
  return lateOutcome(
    {
      estate,
      groups,
      alerts,
      tests: [
        ...alertTests(estate),
        ...sloTests(families),
        ...budgetPolicyTests(estate),
        ...escalationTests(escalated, estate.severities),
      ],
      route: deriveRoute(estate),
      inhibitions: deriveInhibitions(estate),
      dashboards,
      boards: boardsOfAlerts(dashboards),
      boardProblems: problems,
    },
    () => problems(() => true),
  );
}
