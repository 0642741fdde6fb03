/** Tempo's own configuration, as far as we write it. https://grafana.com/docs/tempo/latest/configuration/ */
export interface TempoConfig {
  readonly [block: string]: unknown;
}
