/** The official images, in the versions definitions are compiled for. The compose file of `deploy/` names the same. */
export const IMAGES = {
  prometheus: 'prom/prometheus:v3.15.0',
  alertmanager: 'prom/alertmanager:v0.34.2',
  loki: 'grafana/loki:3.7.8',
  mimir: 'grafana/mimir:3.0.5',
  collector: 'otel/opentelemetry-collector-contrib:0.156.0',
  tempo: 'grafana/tempo:3.0.3',
  grafana: 'grafana/grafana:12.4.0',
} as const;
export type ServerName = keyof typeof IMAGES;
