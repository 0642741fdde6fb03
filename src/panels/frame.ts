import type { AuthoredLink } from '../authored/dashboard-link.ts';
import type { Variable } from '../authored/selection.ts';
import type { Duration } from '../kernel/literals.ts';
import type { FieldOverride, Transformation, ValueMapping } from '../model/panel-frame.ts';
import type { GrafanaUnit } from './units.ts';

/** One panel for each value of a variable. */
export interface Repeat {
  readonly for: Variable;
  /** `h` side by side, `v` one below the other. @default 'h' */
  readonly direction?: 'h' | 'v';
  /** Most side by side. @default 4 */
  readonly maxPerRow?: number;
}

/** An override whose unit is one of Grafana's. */
export type Override = FieldOverride & { readonly unit?: GrafanaUnit };

/** What any panel may have around what it shows. */
export interface FrameOptions {
  /** Without background. @default false */
  readonly transparent?: boolean;
  /** In the corner of the panel: another dashboard, a page. https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/manage-dashboard-links/#panel-links */
  readonly links?: readonly AuthoredLink[];
  /** Where a click on a value leads. https://grafana.com/docs/grafana/latest/panels-visualizations/configure-data-links/ */
  readonly dataLinks?: readonly AuthoredLink[];
  /** Once for each value of a variable. */
  readonly repeat?: Variable | Repeat;
  /** Columns from the left and rows from the top of its section, where the flow is not what is wanted. @default after the panel before */
  readonly at?: { readonly x: number; readonly y: number };
  /** A time range of its own, back from now. @default the dashboard's */
  readonly timeFrom?: Duration;
  /** Moves the time range back. For the same graph a week ago, `compare` draws both. */
  readonly timeShift?: Duration;
  /** Do not show `timeFrom` and `timeShift` in the corner. @default false */
  readonly hideTimeOverride?: boolean;
  /** The shortest step. @default the scrape interval */
  readonly interval?: Duration;
  /** Most points of a series. @default the width in pixels */
  readonly maxDataPoints?: number;
  /** Steps between the answers and the panel. https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/transform-data/ */
  readonly transformations?: readonly Transformation[];
  /** Words and colours for values. https://grafana.com/docs/grafana/latest/panels-visualizations/configure-value-mappings/ */
  readonly mappings?: readonly ValueMapping[];
  /** What some series or columns have otherwise. https://grafana.com/docs/grafana/latest/panels-visualizations/configure-overrides/ */
  readonly overrides?: readonly Override[];
}
