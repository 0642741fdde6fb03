/** What a server answered to the queries of a panel, when it was asked once. */
export interface PanelSeen {
  readonly state: 'data' | 'empty' | 'failed';
  /** Why it failed, or what of it is empty; else empty. */
  readonly message: string;
  readonly series: readonly SeenSeries[];
  /** Log lines and traces, newest first. */
  readonly lines: readonly string[];
  /** Where it looks at a time range of its own (`timeFrom`, `timeShift`); else the board's. */
  readonly grid?: Grid | undefined;
}

export interface SeenSeries {
  readonly name: string;
  /** One for each step of the grid; null where there was none. */
  readonly values: readonly (number | null)[];
}

/** The moments that values of a board belong to. */
export interface Grid {
  /** Seconds since 1970. */
  readonly from: number;
  readonly stepSeconds: number;
  readonly points: number;
}

export interface BoardSeen {
  readonly grid: Grid;
  /** By the key of the panel. */
  readonly panels: ReadonlyMap<string, PanelSeen>;
}

/** Every board as one target's servers answered it. */
export interface Snapshot {
  readonly target: string;
  readonly at: Date;
  /** By uid. */
  readonly boards: ReadonlyMap<string, BoardSeen>;
}
