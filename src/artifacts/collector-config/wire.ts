export type Component = Readonly<Record<string, unknown>>;
/** `file_log/checkout-app` → its settings. */
export type Components = Readonly<Record<string, Component>>;

export interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

/** The collector's configuration. https://opentelemetry.io/docs/collector/configuration/ */
export interface CollectorConfig {
  readonly extensions?: unknown;
  readonly receivers?: unknown;
  readonly processors?: unknown;
  readonly exporters?: unknown;
  readonly connectors?: unknown;
  readonly service?: unknown;
}
