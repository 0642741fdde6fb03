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

export interface PanelWire extends PanelJson {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly gridPos: GridPos;
  readonly datasource?: DatasourceReference;
  readonly targets?: readonly TargetWire[];
}

export interface RowWire {
  readonly type: 'row';
  readonly id: number;
  readonly title: string;
  readonly collapsed: boolean;
  readonly gridPos: GridPos;
  /** Only a collapsed row holds its panels; those of an open one follow it. */
  readonly panels: readonly PanelWire[];
}

export interface VariableWire {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly hide: number;
  readonly [setting: string]: unknown;
}

export interface AnnotationWire {
  readonly name: string;
  readonly datasource: DatasourceReference;
  readonly enable: boolean;
  readonly hide: boolean;
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

export interface DashboardWire {
  readonly id: null;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly editable: false;
  /** 1: a crosshair on every graph. */
  readonly graphTooltip: 1;
  readonly time: { readonly from: string; readonly to: 'now' };
  readonly timezone: 'browser';
  readonly refresh: string;
  readonly annotations: { readonly list: readonly AnnotationWire[] };
  readonly templating: { readonly list: readonly VariableWire[] };
  readonly links: readonly LinkWire[];
  readonly panels: readonly (PanelWire | RowWire)[];
}

/** What is deployed: the dashboard, and the folder it lies in, which is no part of Grafana's JSON. */
export interface DashboardContent {
  readonly folderUid: string;
  readonly dashboard: DashboardWire;
}
