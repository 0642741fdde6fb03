import { mimirConfig, mimirRuntime } from '../mimir-config/index.ts';
import { type Chart, configOf, imageTag, literal, moved, NOTHING } from './chart.ts';

/** Where the chart mounts what tenants have. */
const RUNTIME = '/var/mimir/runtime.yaml';
const OFF = { enabled: false };

/** Mimir's processes with our configuration in place of the chart's. https://github.com/grafana/mimir/tree/main/operations/helm/charts/mimir-distributed */
export const mimirChart: Chart = (input) => {
  const { mimir } = input.environment.servers;
  const config = mimir && configOf(mimirConfig, input, 'mimir/mimir.yaml');
  if (!mimir || !config) return NOTHING;
  if (mimir.form === 'single') return { releases: [], unfit: [{ what: 'a Mimir in one process', origin: mimir.origin }] };
  const zones = { zoneAwareReplication: { enabled: mimir.zones.length > 0 } };
  const values = {
    fullnameOverride: 'mimir',
    image: { tag: imageTag(mimir.version) },
    mimir: { config: '{}', structuredConfig: literal(moved(config, '/etc/mimir/runtime.yaml', RUNTIME)) },
    runtimeConfig: literal(configOf(mimirRuntime, input, 'mimir/runtime.yaml') ?? {}),
    ingester: { replicas: Math.max(mimir.replicationFactor, mimir.kafka?.partitions ?? 0), ...zones },
    store_gateway: zones,
    alertmanager: zones,
    'chunks-cache': OFF,
    'index-cache': OFF,
    'metadata-cache': OFF,
    'results-cache': OFF,
    kafka: OFF,
    minio: OFF,
  };
  return { releases: [{ release: 'mimir', repository: 'grafana', chart: 'mimir-distributed', values }] };
};
