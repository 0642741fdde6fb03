import type { PanelJson } from '../../panels/kind.ts';
import type { DatasourceReference } from '../grafana-datasource/reference.ts';

/** Grafana's classic dashboard JSON, version 42: the newest, and what 10 to 13 take. */
export const SCHEMA_VERSION = 42;

export interface GridPos {
  readonly h: number;
  readonly w: number;
  readonly x: number;
  readonly y: number;
}

export interface TargetWire {
  readonly datasource: DatasourceReference;
  readonly refId: string;
  readonly [setting: string]: unknown;
}

/** What a query of a panel may look back on or thin out, each only where it was set. */
export interface QueryOptionsWire {
  /** The panel's own time range: `2h`. */
  readonly timeFrom?: string;
  /** How far back that range is moved: `1d`. */
  readonly timeShift?: string;
  readonly hideTimeOverride?: boolean;
  /** Shortest step. */
  readonly interval?: string;
  readonly maxDataPoints?: number;
}

export interface PanelLinkWire {
  readonly title: string;
  readonly url: string;
  readonly targetBlank?: boolean;
}

export interface PanelWire extends PanelJson, QueryOptionsWire {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly gridPos: GridPos;
  readonly datasource?: DatasourceReference;
  readonly targets?: readonly TargetWire[];
  readonly links?: readonly PanelLinkWire[];
  readonly transparent?: boolean;
  readonly repeat?: string;
  readonly repeatDirection?: 'h' | 'v';
  readonly maxPerRow?: number;
}

/** A panel without its place. */
export type DrawnWire = Omit<PanelWire, 'id' | 'gridPos'>;

/** A place where a library panel stands: everything else is stored with the library panel. */
export interface LibraryPanelWire {
  readonly id: number;
  readonly title: string;
  readonly gridPos: GridPos;
  readonly libraryPanel: { readonly name: string; readonly uid: string };
}

/** What stands in the grid. */
export type PlacedWire = PanelWire | LibraryPanelWire;

export interface RowWire {
  readonly type: 'row';
  readonly id: number;
  readonly title: string;
  readonly collapsed: boolean;
  readonly gridPos: GridPos;
  /** Only a collapsed row holds its panels; those of an open one follow it. */
  readonly panels: readonly PlacedWire[];
  readonly repeat?: string;
}

export interface VariableWire {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly hide: number;
  readonly refresh?: number;
  readonly sort?: number;
  readonly [setting: string]: unknown;
}

export interface AnnotationWire {
  readonly name: string;
  readonly datasource: DatasourceReference;
  readonly enable: boolean;
  readonly hide?: boolean;
  readonly iconColor: string;
  readonly [setting: string]: unknown;
}

export interface LinkWire {
  readonly type: 'link' | 'dashboards';
  readonly title: string;
  readonly url: string;
  readonly tags: readonly string[];
  readonly asDropdown: boolean;
  readonly icon: string;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
  readonly targetBlank: boolean;
  readonly tooltip: string;
}

export interface TimepickerWire {
  readonly refresh_intervals?: readonly string[];
  readonly nowDelay?: string;
  readonly quick_ranges?: readonly { readonly display: string; readonly from: string; readonly to: string }[];
  readonly hidden?: boolean;
}

export interface DashboardWire {
  readonly id: null;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly editable: boolean;
  /** 0: none, 1: a crosshair on every graph, 2: with its tooltip. */
  readonly graphTooltip: 0 | 1 | 2;
  readonly time: { readonly from: string; readonly to: string };
  readonly timezone: string;
  readonly refresh: string;
  readonly weekStart?: 'monday' | 'saturday' | 'sunday';
  readonly fiscalYearStartMonth?: number;
  readonly liveNow?: boolean;
  readonly preload?: boolean;
  readonly timepicker?: TimepickerWire;
  readonly annotations: { readonly list: readonly AnnotationWire[] };
  readonly templating: { readonly list: readonly VariableWire[] };
  readonly links: readonly LinkWire[];
  readonly panels: readonly (PlacedWire | RowWire)[];
}

/** What is deployed: the dashboard, and the folder it lies in, which is no part of Grafana's JSON. */
export interface DashboardContent {
  readonly folderUid: string;
  readonly dashboard: DashboardWire;
  /** The uids of the panels of our library that it refers to. */
  readonly library: readonly string[];
}
