import type { QueryContext } from '../authored/context.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { DefinedAlert } from './alert.ts';
import type { BoardChoice } from './board-choice.ts';
import type { Budget } from './budget.ts';
import type { BudgetPolicy } from './budget-policy.ts';
import type { Coverage } from './coverage.ts';
import type { Dashboard } from './dashboard.ts';
import type { Environment } from './environment.ts';
import type { Maintenance } from './maintenance.ts';
import type { Policy } from './policy.ts';
import type { Recording } from './recording.ts';
import type { Remediation } from './remediation.ts';
import type { RouteTest } from './route-test.ts';
import type { Receiver, Routing, TimeInterval } from './routing.ts';
import type { Scaling } from './scaling.ts';
import type { Service, System, Team } from './service.ts';
import type { SeverityScale } from './severity.ts';
import type { Slo } from './slo.ts';
import type { Suppression } from './suppression.ts';
import type { Target } from './target.ts';
import type { LogStream, Tracing } from './telemetry.ts';
import type { Tenant } from './tenant.ts';

/** Everything the definitions say, resolved: every field present, every reference an object, sorted by address. */
export interface Estate {
  readonly severities: SeverityScale;
  readonly systems: readonly System[];
  readonly teams: readonly Team[];
  readonly services: readonly Service[];
  readonly logStreams: readonly LogStream[];
  readonly tracings: readonly Tracing[];
  readonly slos: readonly Slo[];
  readonly budgetPolicies: readonly BudgetPolicy[];
  /** Of what things may cost, not of errors. */
  readonly budgets: readonly Budget[];
  readonly maintenances: readonly Maintenance[];
  readonly alerts: readonly DefinedAlert[];
  readonly recordings: readonly Recording[];
  readonly scalings: readonly Scaling[];
  readonly remediations: readonly Remediation[];
  readonly receivers: readonly Receiver[];
  readonly timeIntervals: readonly TimeInterval[];
  readonly routing: Routing | undefined;
  readonly routeTests: readonly RouteTest[];
  readonly dashboards: readonly Dashboard[];
  /** Which boards are derived beside them. */
  readonly boards: BoardChoice;
  readonly environments: readonly Environment[];
  readonly targets: readonly Target[];
  readonly policies: readonly Policy[];
  readonly suppressions: readonly Suppression[];
  readonly coverages: readonly Coverage[];
  readonly tenants: readonly Tenant[];
  /** Those that some environment keeps apart. */
  readonly alone: readonly TenantAlone[];
}

/** A tenant's definitions, resolved as if there were no others: nothing of anybody else can be in what follows from them. */
export interface TenantAlone {
  readonly tenant: Tenant;
  /** Its environments are the shares it has of those that several tenants use. */
  readonly estate: Estate;
  readonly context: QueryContext;
  /** What it misses without the others; grows while its queries are made. */
  readonly diagnostics: readonly Diagnostic[];
}
