import type { DashboardAnnotation } from './dashboard-annotation.ts';
import type { DashboardLink } from './dashboard-link.ts';
import type { DashboardSettings } from './dashboard-settings.ts';
import type { DashboardVariable } from './dashboard-variable.ts';
import type { Named } from './named.ts';
import type { PanelFrame } from './panel-frame.ts';
import type { EngineName, Query } from './query.ts';
import type { Slo } from './slo.ts';

/** What the answer looks like to a panel; each engine has its own word for it. */
export type QueryFormat = 'time-series' | 'table' | 'heatmap' | 'logs' | 'traces' | 'service-map';

export interface PanelQuery {
  readonly refId: string;
  readonly query: Query;
  /** Of its values; the panel's where they agree. */
  readonly unit: string;
  /** Grafana's legend format; empty is the series' own name. */
  readonly legend: string;
  readonly format: QueryFormat;
  readonly instant: boolean;
  readonly exemplars: boolean;
  /** How long ago it looks, for a comparison; empty for what is. */
  readonly offset: string;
}

/** One panel, before Grafana's JSON: `type` is a line of the panels table, `options` are that kind's own settings. */
export interface Panel {
  /** Stable inside the dashboard: section and title in kebab-case. */
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly width: number;
  readonly height: number;
  readonly queries: readonly PanelQuery[];
  readonly goal: Slo | undefined;
  readonly options: object;
  readonly frame: PanelFrame;
  /** Set where boards share it by Grafana's library. */
  readonly library: LibraryHome | undefined;
  readonly origin: object;
}

/** A shared panel in Grafana's library. */
export interface LibraryHome {
  /** Derived from its service or system and its name, at most 40 characters. */
  readonly uid: string;
  readonly name: string;
  readonly folder: Folder;
}

export interface DashboardSection {
  /** Empty for panels that stand above the first heading. */
  readonly title: string;
  readonly collapsed: boolean;
  /** The variable whose values each get a section of their own. */
  readonly repeat: string | undefined;
  readonly panels: readonly Panel[];
}

/** `estate` boards are about everything; a board of a system shows the alerts of its services. */
export type BoardScope =
  | { readonly of: 'estate' }
  | { readonly of: 'system'; readonly name: string }
  | { readonly of: 'service'; readonly name: string };

export interface Dashboard extends Named {
  /** Derived from the address, at most 40 characters, never from the title. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly scope: BoardScope;
  readonly folder: Folder;
  readonly tags: readonly string[];
  readonly variables: readonly DashboardVariable[];
  /** Of a derived board made when it is read: those of a large estate are more than memory should hold. */
  readonly sections: readonly DashboardSection[];
  /** Whom its panels ask; of a derived board whom they may ask. */
  readonly engines: ReadonlySet<EngineName>;
  readonly links: readonly DashboardLink[];
  readonly annotations: readonly DashboardAnnotation[];
  readonly settings: DashboardSettings;
}

export interface Folder {
  readonly uid: string;
  readonly title: string;
  /** Who may do what; undefined where nothing is said, so that Grafana's own stay. Sorted by name. */
  readonly permissions: readonly FolderPermission[] | undefined;
}

/** What everybody of a role or a team may do with what lies in a folder. */
export interface FolderPermission {
  readonly to: 'role' | 'team';
  readonly name: string;
  readonly may: 'view' | 'edit' | 'admin';
}
