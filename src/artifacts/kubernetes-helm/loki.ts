import type { LokiServer } from '../../model/environment.ts';
import { lokiConfig } from '../loki-config/index.ts';
import { type Chart, configOf, imageTag, literal, moved, NOTHING } from './chart.ts';

/** What the chart lets Loki write to. */
const ROOT = '/var/loki';
const MODES = { single: 'SingleBinary', scalable: 'SimpleScalable', distributed: 'Distributed' } as const;
/** Which parts each form has; the chart wants the others at zero. */
const PARTS: Readonly<Record<LokiServer['form'], readonly string[]>> = {
  single: ['singleBinary'],
  scalable: ['read', 'write', 'backend'],
  distributed: ['ingester', 'distributor', 'querier', 'queryFrontend', 'queryScheduler', 'indexGateway', 'compactor', 'ruler'],
};
/** What holds data: as many as there are copies of it. */
const COPIES: ReadonlySet<string> = new Set(['write', 'ingester']);

/** Loki with our configuration in place of the chart's. https://github.com/grafana/loki/tree/main/production/helm/loki */
export const lokiChart: Chart = (input) => {
  const { loki } = input.environment.servers;
  const config = loki && configOf(lokiConfig, input, 'loki/loki.yaml');
  if (!loki || !config) return NOTHING;
  const there = moved(moved(config, '/loki', ROOT), '/etc/loki/runtime.yaml', '/etc/loki/runtime-config/runtime-config.yaml');
  const runtimeConfig = configOf(lokiConfig, input, 'loki/runtime.yaml');
  const values = {
    fullnameOverride: 'loki',
    deploymentMode: MODES[loki.form],
    loki: {
      image: { tag: imageTag(loki.version) },
      config: '{}',
      structuredConfig: literal(there),
      ...('schema_config' in there && { schemaConfig: there.schema_config }),
      storage: storageOf(loki),
      ...(runtimeConfig && { runtimeConfig: literal(runtimeConfig) }),
    },
    ...(loki.store.type === 'filesystem' && { sidecar: { rules: { folder: `${ROOT}/rules` } } }), // where its ruler looks
    ...replicasOf(loki),
    chunksCache: { enabled: false },
    resultsCache: { enabled: false },
    lokiCanary: { enabled: false },
    test: { enabled: false },
    minio: { enabled: false },
  };
  return { releases: [{ release: 'loki', repository: 'grafana', chart: 'loki', values }] };
};

/** Only so that the chart knows there is a store; what Loki reads is the configuration. */
function storageOf({ store }: LokiServer): object {
  if (store.type === 'filesystem') return { type: 'filesystem' };
  const name = store.type === 'azure' ? store.container : store.bucket;
  return { type: store.type, bucketNames: { chunks: name, ruler: name, admin: name } };
}

function replicasOf({ form, replicationFactor }: LokiServer): Record<string, object> {
  const count = (part: string): number => {
    if (!PARTS[form].includes(part)) return 0;
    return COPIES.has(part) ? replicationFactor : 1;
  };
  const all = [...new Set(Object.values(PARTS).flat())].filter((part) => part !== 'ruler' || form === 'distributed');
  return Object.fromEntries(all.map((part) => [part, { replicas: count(part) }]));
}
