import type { Named } from './named.ts';
import type { Query } from './query.ts';
import type { Slo } from './slo.ts';

export interface DashboardVariable {
  readonly name: string;
  readonly label: string;
  readonly type: 'query' | 'custom' | 'interval' | 'textbox' | 'constant';
  /** `label_values(metric, label)`, a comma list, or a constant. */
  readonly query: string;
  readonly description: string;
  readonly multi: boolean;
  readonly all: boolean;
}

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
  readonly origin: object;
}

export interface DashboardSection {
  readonly title: string;
  readonly collapsed: boolean;
  readonly panels: readonly Panel[];
}

export interface DashboardLink {
  readonly title: string;
  readonly url: string;
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
  readonly sections: readonly DashboardSection[];
  readonly links: readonly DashboardLink[];
  /** Grafana's relative form: `now-6h`. */
  readonly from: string;
  readonly refresh: string;
}

export interface Folder {
  readonly uid: string;
  readonly title: string;
}
