import type { DashboardLink } from './dashboard-link.ts';

/** What a value is called and how it is coloured: one value, a range, whatever matches a pattern, or none at all. */
export type ValueMapping = { readonly text?: string; readonly color?: string } & (
  | { readonly value: number | string }
  /** A missing end is open. */
  | { readonly from?: number; readonly to?: number }
  /** A regular expression on the value as text. */
  | { readonly matches: string }
  | { readonly special: 'null' | 'nan' | 'null+nan' | 'true' | 'false' | 'empty' }
);

/** What is drawn otherwise for some series or columns. */
export interface FieldOverride {
  /** The name of a series or column, a pattern on it (`/^p9/`), or the answer of one query, counted from 0. */
  readonly of: string | RegExp | { readonly query: number };
  readonly name?: string;
  readonly unit?: string;
  /** A colour by its name or as `#rrggbb`. */
  readonly color?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  /** @default 'auto' */
  readonly axis?: 'left' | 'right' | 'hidden';
  /** Of a column, in pixels. */
  readonly width?: number;
  readonly hidden?: boolean;
  /** Any other property by Grafana's own id: `{ 'custom.drawStyle': 'bars' }`. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** A step between the answers and the panel, as Grafana stores it: `{ id: 'organize', options: {…} }`. */
export interface Transformation {
  readonly id: string;
  readonly options: unknown;
}

/** The panel once for each value of a variable. */
export interface PanelRepeat {
  readonly variable: string;
  readonly direction: 'h' | 'v';
  /** Side by side, when the direction is `h`. */
  readonly maxPerRow: number;
}

/** How a panel asks, where it differs from its dashboard. Names are those of Grafana's query options. */
export interface QueryOptions {
  readonly timeFrom?: string;
  readonly timeShift?: string;
  readonly hideTimeOverride?: boolean;
  readonly interval?: string;
  readonly maxDataPoints?: number;
}

/** What any panel has around what it shows. */
export interface PanelFrame {
  readonly transparent: boolean;
  readonly links: readonly DashboardLink[];
  readonly repeat: PanelRepeat | undefined;
  /** Where its author put it, from the top of its section; otherwise it follows the one before. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly queryOptions: QueryOptions;
  readonly transformations: readonly Transformation[];
  readonly mappings: readonly ValueMapping[];
  /** Where a click on a value leads. */
  readonly dataLinks: readonly DashboardLink[];
  readonly overrides: readonly FieldOverride[];
}
