/** Mimir's own configuration, as far as we write it. https://grafana.com/docs/mimir/latest/configure/configuration-parameters/ */
export interface MimirConfig {
  readonly [block: string]: unknown;
}

/** What Mimir reads again while it runs. https://grafana.com/docs/mimir/latest/configure/about-runtime-configuration/ */
export interface MimirRuntime {
  readonly overrides: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
