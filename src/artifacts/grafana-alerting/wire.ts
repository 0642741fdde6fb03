/** A file of Grafana's alerting provisioning. https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/ */
export interface AlertingFile {
  readonly header: readonly string[];
  readonly content: { readonly groups: readonly ManagedGroup[] };
}

export interface ManagedGroup {
  readonly orgId: number;
  readonly name: string;
  readonly folder: string;
  readonly interval: string;
  readonly rules: readonly ManagedRule[];
}

export interface ManagedRule {
  readonly uid: string;
  readonly title: string;
  readonly condition: string;
  /** The graph it is marked on; both or neither. */
  readonly dashboardUid?: string;
  readonly panelId?: number;
  readonly data: readonly ManagedQuery[];
  readonly noDataState: 'OK';
  readonly execErrState: 'Error';
  readonly for: string;
  readonly keepFiringFor?: string;
  readonly missing_series_evals_to_resolve: number;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly isPaused: boolean;
}

export interface ManagedQuery {
  readonly refId: string;
  readonly relativeTimeRange: { readonly from: number; readonly to: number };
  readonly datasourceUid: string;
  readonly model: Readonly<Record<string, unknown>>;
}
