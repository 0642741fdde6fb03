import type { Objective } from '../kernel/literals.ts';
import type { Expr } from './expr.ts';

/** What authored things may point at. Each interface shows only `kind` and `name`, so that a wrong one is named in the error. */
export interface AnyTeam {
  readonly kind: 'team';
  readonly name: string;
}

/** Services that belong together. */
export interface System {
  readonly kind: 'system';
  readonly name: string;
}

/** Somebody whose telemetry is kept apart: `tenant({ name, services })`. */
export interface AnyTenant {
  readonly kind: 'tenant';
  readonly name: string;
}

export interface Service {
  readonly kind: 'service';
  readonly name: string;
}

/** Where dashboards lie in Grafana: `folder({ title, permissions })`. */
export interface Folder {
  readonly kind: 'folder';
  readonly title: string;
}

/** How to reach someone; becomes a `Receiver` when a team gives it a place. */
export interface Channel {
  readonly kind: 'channel';
  readonly type: string;
  readonly settings: object;
}

/** Somewhere an alert can be delivered: `payments.page`. */
export interface Receiver {
  readonly kind: 'receiver';
  readonly name: string;
}

export interface TimeInterval {
  readonly kind: 'time-interval';
  readonly name: string;
}

/** A level of the estate's own scale: `severity({ name: 'emergency', … })`. */
export interface SeverityLevel {
  readonly kind: 'severity';
  readonly name: string;
}

/** Words everybody knows. `error` and `high` mean critical, `medium` warning and `low` info, unless the scale has a level that says otherwise. */
export type SeverityWord = 'critical' | 'warning' | 'info' | 'error' | 'high' | 'medium' | 'low';

/** How urgent: a word, or a level of the estate's own scale. Left as it is, critical pages now, warning is a ticket, info is context. */
export type Severity = SeverityWord | SeverityLevel;

export interface AnyAlert {
  readonly kind: 'alert';
  readonly name: string;
  readonly service: Service;
  readonly severity: Severity;
}

/** A service level objective. */
export interface Slo {
  readonly kind: 'slo';
  readonly name: string;
  readonly service: Service;
  readonly objective: Objective;
  /** The share of good events over the SLO's window. */
  readonly attained: Expr<'ratio'>;
  /** What is left of the error budget: 1 is untouched, 0 is spent, below 0 is missed. */
  readonly budget: Expr<'ratio'>;
}
