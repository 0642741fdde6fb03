import type { Service, System } from '../authored/references.ts';
import type { Duration, Url } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { AuthoredPanel } from '../panels/kind.ts';
import type { AuthoredVariable } from './dashboard-variables.ts';

export interface SectionOptions {
  readonly title: string;
  /** From left to right; a row is full at 24 columns. */
  readonly panels: readonly AuthoredPanel[];
  /** Closed when the dashboard opens, so that its queries run only when somebody looks. @default false */
  readonly collapsed?: boolean;
}

export interface AuthoredSection extends SectionOptions {
  readonly kind: 'section';
}

/** Panels under one heading. Compiles to a row of Grafana's and the panels below it. */
export function section(options: SectionOptions): AuthoredSection {
  return define({ ...options, kind: 'section' }, section);
}

export type LinkOptions =
  | { readonly title: string; readonly url: Url | `/${string}` }
  | { /** @default the dashboard's title */ readonly title?: string; readonly to: AuthoredDashboard };

export interface AuthoredLink {
  readonly kind: 'dashboard-link';
  readonly options: LinkOptions;
}

/** A link in the dashboard's top bar: another dashboard, with the same time range and variables, or an address. */
export function dashboardLink(options: LinkOptions): AuthoredLink {
  return define({ kind: 'dashboard-link', options }, dashboardLink);
}

export interface DashboardOptions {
  /** Its identity inside its service, system or the estate; the uid is made of it. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  /** What it is about: whose alerts are marked on the graphs, and which folder it lies in. */
  readonly service?: Service;
  readonly system?: System;
  /** Title of its folder. @default the title of the system, `Estate` without one */
  readonly folder?: string;
  readonly variables?: readonly AuthoredVariable[];
  readonly sections: readonly AuthoredSection[];
  readonly links?: readonly AuthoredLink[];
  /** Besides `signalbox` and the names of system and service. */
  readonly tags?: readonly string[];
  /** How far back it looks when it opens. @default '6h' */
  readonly range?: Duration;
  /** @default '1m' */
  readonly refresh?: Duration | 'never';
}

export interface AuthoredDashboard extends DashboardOptions {
  readonly kind: 'dashboard';
}

/**
 * A dashboard. Layout, ids, data sources, units, legends and alert marks follow; compiles to Grafana's classic dashboard JSON.
 * https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function dashboard(options: DashboardOptions): AuthoredDashboard {
  return define({ ...options, kind: 'dashboard' }, dashboard);
}
