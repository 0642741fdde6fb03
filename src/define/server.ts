/** Versions this release compiles for; those of telemetry servers stand with their constructors. */
export interface Versions {
  prometheus: '3.13' | '3.14' | '3.15';
  alertmanager: '0.33' | '0.34';
  grafana: '12.3' | '12.4';
  kubernetes: '1.34' | '1.35' | '1.36';
}

/** A server of an environment, as authored; what it takes is the constructor's. */
export interface Server<K extends keyof Versions> {
  readonly kind: 'server';
  readonly server: K;
  readonly version: Versions[K];
}
