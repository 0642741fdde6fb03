/** How a dashboard opens and behaves. */
export interface DashboardSettings {
  /** Grafana's relative form: `now-6h`. */
  readonly from: string;
  readonly to: string;
  /** Empty where nothing is asked again by itself. */
  readonly refresh: string;
  /** `browser`, `utc`, or a zone of the tz database. */
  readonly timezone: string;
  readonly weekStart: 'monday' | 'saturday' | 'sunday' | undefined;
  /** 0 is January. */
  readonly fiscalYearStartMonth: number;
  readonly editable: boolean;
  /** What the graphs of a board share when the mouse is over one. */
  readonly crosshair: 'off' | 'crosshair' | 'tooltip';
  /** Moves the graph on between two refreshes. */
  readonly liveNow: boolean;
  /** Asks for panels that are not in sight too. */
  readonly preload: boolean;
  readonly timepicker: Timepicker;
}

export interface Timepicker {
  readonly hidden: boolean | undefined;
  /** What the newest moments are cut off by: `1m`. */
  readonly nowDelay: string | undefined;
  readonly refreshIntervals: readonly string[] | undefined;
  readonly quickRanges: readonly { readonly display: string; readonly from: string; readonly to: string }[] | undefined;
}
