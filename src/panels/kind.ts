import type { Instant, Scalar } from '../authored/expr.ts';
import type { AnyLogs, LogExpr, LogSelection } from '../authored/log.ts';
import type { Names, OptionNames } from '../authored/option-names.ts';
import type { Folder, Service, Slo, System } from '../authored/references.ts';
import type { AnyTraces, TraceExpr, TraceSelection } from '../authored/trace.ts';
import type { Duration } from '../kernel/literals.ts';
import type { Panel, QueryFormat } from '../model/dashboard.ts';
import type { Transformation } from '../model/panel-frame.ts';
import type { FrameOptions } from './frame.ts';
import type { GrafanaUnit } from './units.ts';

/** A TraceQL query as text, or what else Grafana's Tempo takes: a trace id, or a variable that holds one. */
export interface TraceqlText {
  readonly traceql: string;
}

/** What Prometheus answers: a query, or a metric that is read the way its kind is usually read. */
export type ShowableMetric = Instant | Scalar;
/** What Loki answers. */
export type ShowableLogs = LogExpr | LogSelection | AnyLogs;
/** What Tempo answers: traces, or series where the query ends in a metrics function. */
export type ShowableTraces = TraceExpr | TraceSelection | AnyTraces | TraceqlText;
/** What a panel may show. */
export type Showable = ShowableMetric | ShowableLogs | ShowableTraces;

/** One query of a panel, as authored. */
export interface Shown<S extends Showable = Showable> {
  readonly show: S;
  /** Grafana's legend format, `{{code}}`. @default the labels the query groups by */
  readonly legend?: string;
  /** Only the newest value instead of the time range. @default false */
  readonly instant?: boolean;
}

/** A query of a kind: `Shown`, and how the answer comes back. */
export interface KindQuery extends Shown {
  /** @default 'time-series' */
  readonly format?: QueryFormat;
  readonly exemplars?: boolean;
  /** As it was so long ago. */
  readonly offset?: Duration;
}

/** What every panel takes. */
export interface PanelOptions extends FrameOptions {
  readonly title: string;
  /** @default the help text of the metrics it shows, else the query */
  readonly description?: string;
  /** Columns of 24. @default the kind's */
  readonly width?: number;
  /** Rows of 30 pixels. @default the kind's */
  readonly height?: number;
  /** A Grafana unit id. @default the unit of what is shown */
  readonly unit?: GrafanaUnit;
}

/** One query, or several with a legend each. */
export interface Showing<S extends Showable = Showable> {
  readonly show: S | readonly Shown<S>[];
}

/** What an author holds: `panel.stat({…})`. */
export interface AuthoredPanel {
  readonly kind: 'panel';
  readonly type: string;
  readonly options: PanelOptions;
  /** Set where Grafana's library keeps it: `libraryPanel({…})`. */
  readonly library?: AuthoredLibrary;
}

/** Where a shared panel belongs. */
export interface AuthoredLibrary {
  readonly name: string;
  readonly service?: Service;
  readonly system?: System;
  readonly folder?: string | Folder;
}

/** What a kind adds to Grafana's panel JSON besides title, grid position, data source and targets. */
export interface PanelJson {
  readonly type: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly fieldConfig: { readonly defaults: Readonly<Record<string, unknown>>; readonly overrides: readonly unknown[] };
  readonly transformations?: readonly Transformation[];
  /** Where a kind asks a data source that is none of ours. */
  readonly datasource?: DatasourceJson;
  readonly targets?: readonly TargetJson[];
}

export interface DatasourceJson {
  readonly type: string;
  readonly uid: string;
}

/** One query as its data source plugin stores it. */
export interface TargetJson {
  readonly datasource: DatasourceJson;
  readonly refId: string;
  readonly [setting: string]: unknown;
}

/** A resolved panel whose `options` are the settings of its kind. */
export type PanelOf<S extends object> = Panel & { readonly options: S };

/** Any visualisation: not all of them take a unit. */
export type AnyPanelKind = Omit<PanelKind, 'takes'> & { readonly takes: Names };

/** A visualisation: one file under `panels/` and one line in `kinds.ts`. */
export interface PanelKind<O extends PanelOptions = PanelOptions, S extends object = object> {
  /** Grafana's plugin id. */
  readonly type: string;
  readonly width: number;
  readonly height: number;
  /** The names of its options: another one is a slip. */
  readonly takes: OptionNames<O>;
  /** The queries, in the order of their refIds. */
  shows(options: O): readonly KindQuery[];
  /** The SLO whose objective gives unit, thresholds and colours. */
  goal?(options: O): Slo | undefined;
  /** What the panel tells a reader where its author wrote no description and it shows no metric. */
  about?(options: O): string;
  /** Settings of this kind that `json` reads from the resolved panel. */
  settings(options: O): S;
  json(panel: PanelOf<S>): PanelJson;
  /** Set where Grafana keeps everything but the place and the title in its library. */
  library?(settings: S): { readonly uid: string; readonly name: string };
}
