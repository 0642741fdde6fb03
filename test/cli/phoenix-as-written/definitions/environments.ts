/** Sections 2, 4.2 and 5.1: the servers, with nothing set but what the plan sets. */
import { alertmanager, collector, environment, grafana, loki, prometheus, tempo } from 'signalbox';

export const production = environment({
  name: 'production',
  prometheus: prometheus({ version: '3.15' }),
  alertmanager: alertmanager({ version: '0.34' }),
  loki: loki({
    version: '3.7',
    raw: {
      ingester: {
        chunk_idle_period: '1h',
        chunk_retain_period: '30s',
        lifecycler: { ring: { replication_factor: 3 } },
      },
      schema_config: {
        configs: [
          {
            from: '2025-01-01',
            index: { period: '24h', prefix: 'index_' },
            object_store: 's3',
            schema: 'v12',
            store: 'boltdb-shipper',
          },
        ],
      },
    },
  }),
  tempo: tempo({ version: '3.0' }),
  collector: collector({ version: '0.156' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
});
