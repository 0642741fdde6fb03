/** Where a link leads, of a dashboard, a panel or a value. */
export interface DashboardLink {
  readonly title: string;
  /** Empty where `tags` choose. */
  readonly url: string;
  readonly tooltip: string;
  readonly icon: string;
  readonly newTab: boolean;
  /** With the time range and the variables of the board that is left. */
  readonly keepTime: boolean;
  readonly keepVariables: boolean;
  /** All dashboards that have these tags. */
  readonly tags: readonly string[];
  readonly dropdown: boolean;
}
