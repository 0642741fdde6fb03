/** Two businesses on shared servers: what docs/tenants.md shows. */
import {
  alertmanager,
  api,
  collector,
  environment,
  files,
  grafana,
  loki,
  mimir,
  mimirServer,
  prometheus,
  routing,
  s3,
  secret,
  service,
  slack,
  system,
  target,
  team,
  tempo,
  tenant,
} from 'signalbox';
import { shop as shopSystem } from './shop.ts';

export const bankers = team({ name: 'bankers', ticket: slack({ channel: '#bank', apiUrl: secret.file('slack-bank') }) });
export const ledgerSystem = system({ name: 'ledger', owner: bankers });
export const ledger = service({ name: 'ledger', system: ledgerSystem, tier: 1, scrape: { port: 9464 } });

export const bank = tenant({
  name: 'bank',
  id: 'bank-eu',
  teams: [bankers],
  retention: '365d',
  limits: {
    metrics: { series: 500_000, samplesPerSecond: 20_000, rulesPerGroup: 60 },
    logs: { limits: { ingestion_rate_mb: 8 } },
    traces: { overrides: { ingestion: { rate_limit_bytes: 15_000_000 } } },
  },
});
export const store = tenant({
  name: 'store',
  systems: [shopSystem],
  limits: {
    metrics: { series: 2_000_000, rulesPerGroup: 60, retention: '90d' },
    logs: { retention: '30d' },
    traces: { retention: '14d' },
  },
});

export const ops = team({ name: 'ops', ticket: slack({ channel: '#ops', apiUrl: secret.file('slack-ops') }) }); // of no tenant
export const routes = routing({ fallback: ops.ticket });

export const production = environment({
  name: 'production',
  tenants: [bank, store],
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  mimir: mimirServer({ version: '3.0', store: s3({ bucket: 'samples' }) }),
  alertmanager: alertmanager({ version: '0.33', url: 'http://mimir:8080/alertmanager' }), // the Mimir's own
  loki: loki({ version: '3.7', store: s3({ bucket: 'lines' }) }),
  tempo: tempo({ version: '3.0', store: s3({ bucket: 'traces' }) }),
  collector: collector({ version: '0.156' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  runbooks: 'https://runbooks.example.org',
});

export const common = target({
  name: 'production',
  environment: production,
  prometheus: files({ to: 'live/prometheus' }),
  mimir: files({ to: 'live/mimir' }),
  loki: files({ to: 'live/loki' }),
  tempo: files({ to: 'live/tempo' }),
  collector: files({ to: 'live/collector' }),
});
export const ofBank = target({
  name: 'production-bank',
  environment: production,
  tenant: bank,
  mimir: mimir({ url: 'https://mimir.example.org' }),
  alertmanager: mimir({ url: 'https://mimir.example.org', secrets: 'secrets/bank' }),
  loki: api({ url: 'https://loki.example.org' }),
  grafana: api({ url: 'https://grafana.example.org', token: secret.env('GRAFANA_TOKEN_BANK') }),
});
