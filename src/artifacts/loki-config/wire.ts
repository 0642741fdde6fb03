/** Loki's own configuration, as far as we write it. https://grafana.com/docs/loki/latest/configure/ */
export interface LokiConfig {
  readonly [block: string]: unknown;
}

export interface RetentionStream {
  readonly selector: string;
  readonly priority: number;
  readonly period: string;
}

export interface OtlpAttributes {
  readonly action: 'index_label' | 'structured_metadata' | 'drop';
  readonly attributes: readonly string[];
}

export interface LimitsConfig {
  readonly retention_period: string;
  readonly retention_stream?: readonly RetentionStream[];
  /** Since 3.0, as is `otlp_config`. */
  readonly allow_structured_metadata?: true;
  readonly otlp_config?: {
    readonly resource_attributes: {
      readonly ignore_defaults: true;
      readonly attributes_config: readonly OtlpAttributes[];
    };
  };
}
