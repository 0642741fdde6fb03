import type { AuthoredLink, LinkOptions } from '../authored/dashboard-link.ts';
import type { Folder, Service, System } from '../authored/references.ts';
import type { Variable } from '../authored/selection.ts';
import type { Duration, Timezone } from '../kernel/literals.ts';
import { define, readable } from '../kernel/place.ts';
import { type Builder, ourPanel } from '../panels/built.ts';
import type { AuthoredPanel } from '../panels/kind.ts';
import type { AuthoredAnnotation } from './dashboard-annotations.ts';
import type { AuthoredVariable } from './dashboard-variables.ts';

export interface SectionOptions {
  readonly title: string;
  /** From left to right; a row is full at 24 columns. Builders of `@grafana/grafana-foundation-sdk` may stand among them. */
  readonly panels: readonly (AuthoredPanel | Builder)[];
  /** Closed when the dashboard opens, so that its queries run only when somebody looks. @default false */
  readonly collapsed?: boolean;
  /** Once for each value of this variable; use `$name` in the title. */
  readonly repeat?: Variable;
}

export interface AuthoredSection extends SectionOptions {
  readonly kind: 'section';
  readonly panels: readonly AuthoredPanel[];
}

/** Panels under one heading. Compiles to a row of Grafana's and the panels below it. */
export function section(options: SectionOptions): AuthoredSection {
  const { panels = [] } = readable(options);
  return define({ ...options, panels: ours(panels), kind: 'section' }, section, options);
}

/**
 * A link: in the bar of a dashboard (`links`), in the corner of a panel (`links`) or on its values (`dataLinks`), to another dashboard
 * with the same time range and variables, to an address, or to all dashboards with some tags.
 */
export function dashboardLink(options: LinkOptions): AuthoredLink {
  return define({ kind: 'dashboard-link', options }, dashboardLink, options);
}

export interface DashboardOptions {
  /** Its identity inside its service, system or the estate; the uid is made of it. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  /** What it is about: whose alerts are marked on the graphs, and which folder it lies in. */
  readonly service?: Service;
  readonly system?: System;
  /** The title of its folder, or `folder({ … })` with who may do what. @default the title of the system, `Estate` without one */
  readonly folder?: string | Folder;
  readonly variables?: readonly AuthoredVariable[];
  /** Above the first heading. */
  readonly panels?: readonly (AuthoredPanel | Builder)[];
  readonly sections?: readonly AuthoredSection[];
  readonly links?: readonly AuthoredLink[];
  /** Besides `signalbox` and the names of system and service. */
  readonly tags?: readonly string[];
  /** How far back it looks when it opens. @default '6h' */
  readonly range?: Duration;
  /** @default '1m' */
  readonly refresh?: Duration | 'never';
  /** Marks on every graph, besides the alerts of what the dashboard is about. */
  readonly annotations?: readonly AuthoredAnnotation[];
  /** Where the newest end is. @default 'now' */
  readonly until?: 'now' | `now-${Duration}`;
  /** @default 'browser' */
  readonly timezone?: 'browser' | 'utc' | Timezone;
  /** @default the browser's */
  readonly weekStart?: 'monday' | 'saturday' | 'sunday';
  /** 0 is January. @default 0 */
  readonly fiscalYearStartMonth?: number;
  /** Whether people may change it in Grafana; the next deployment says so, or takes it back. @default false */
  readonly editable?: boolean;
  /** What graphs share while the mouse is over one of them. @default 'crosshair' */
  readonly crosshair?: 'off' | 'crosshair' | 'tooltip';
  /** Move graphs on between two refreshes. @default false */
  readonly liveNow?: boolean;
  /** Ask for panels that are not in sight too. @default false */
  readonly preload?: boolean;
  readonly timepicker?: TimepickerOptions;
}

/** The time picker. https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#set-dashboard-time-range */
export interface TimepickerOptions {
  /** @default false */
  readonly hidden?: boolean;
  /** Cuts off the newest moments, where data comes late. */
  readonly nowDelay?: Duration;
  readonly refreshIntervals?: readonly Duration[];
  readonly quickRanges?: readonly { readonly display: string; readonly from: string; readonly to: string }[];
}

export interface AuthoredDashboard extends DashboardOptions {
  readonly kind: 'dashboard';
  readonly panels?: readonly AuthoredPanel[];
}

/**
 * A dashboard. Layout, ids, data sources, units, legends and alert marks follow; compiles to Grafana's classic dashboard JSON.
 * https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function dashboard(options: DashboardOptions): AuthoredDashboard {
  const { panels, ...rest } = readable(options);
  return define({ ...rest, ...(panels ? { panels: ours(panels) } : {}), kind: 'dashboard' }, dashboard, options);
}

/** What a builder makes, as a panel of ours. A list that is none is left to be reported. */
function ours(panels: readonly (AuthoredPanel | Builder)[]): readonly AuthoredPanel[] {
  if (!Array.isArray(panels)) return panels as never; // a wrong value, which is told where the estate is resolved
  return panels.map(ourPanel);
}
