import type { CollectorServer } from '../../model/environment.ts';
import { collectorConfig } from '../collector-config/index.ts';
import { isOnEveryNode } from '../collector-config/whole-traces.ts';
import { type Chart, configOf, imageTag, literal, NOTHING, type Release, type Unfit } from './chart.ts';

/** Where it keeps how far it has read. */
const STATE = { name: 'state', mountPath: '/var/lib/otelcol' };
const LOGS = { name: 'logs', mountPath: '/var/log', readOnly: true };

/**
 * The collector with our configuration: agents on every node and gateways behind them where there are two tiers.
 * https://github.com/open-telemetry/opentelemetry-helm-charts/tree/main/charts/opentelemetry-collector
 */
export const collectorChart: Chart = (input, { namespace }) => {
  const { collector } = input.environment.servers;
  if (!collector) return NOTHING;
  const made = (file: string, release: string, mode: Mode, more: object = {}): Release[] => {
    const config = configOf(collectorConfig, input, `collector/${file}.yaml`);
    return config ? [releaseOf(config, collector, release, mode, more)] : [];
  };
  const asked = collector.gateways?.found;
  const service = asked?.by === 'kubernetes' ? asked.service : undefined;
  const single = made('config', 'collector', isOnEveryNode(collector) ? 'daemonset' : 'deployment');
  return {
    releases: [
      ...single,
      ...made('agent', 'collector-agent', 'daemonset', service === undefined ? {} : WATCHES),
      ...made('gateway', GATEWAY, 'deployment', service === undefined ? {} : { fullnameOverride: service.split('.')[0] }),
    ],
    unfit: asked?.by === 'dns' ? [headless(asked.host, namespace, collector)] : [],
  };
};

const GATEWAY = 'collector-gateway';

/** Agents that ask Kubernetes where the gateways are. */
const WATCHES = {
  clusterRole: {
    create: true,
    rules: [
      { apiGroups: [''], resources: ['endpoints'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
    ],
  },
};

/** The Service of the chart has one address for all: who looks its name up finds no gateway by itself. */
function headless(host: string, namespace: string, { origin }: CollectorServer): Unfit {
  const fix = `write gateways: { kubernetes: '${GATEWAY}.${namespace}' }, or make such a Service`;
  return { origin, what: `the headless Service ${host}, by which agents find each gateway`, fix };
}

type Mode = 'daemonset' | 'deployment';

function releaseOf(config: object, collector: CollectorServer, release: string, mode: Mode, more: object): Release {
  const { featureGates, receive, replicas, version } = collector;
  const reads = receive.length > 0 && mode === 'daemonset';
  const values = {
    fullnameOverride: release,
    mode,
    ...(mode === 'deployment' && { replicaCount: replicas }),
    image: { repository: 'otel/opentelemetry-collector-contrib', tag: imageTag(version) },
    command: {
      name: 'otelcol-contrib',
      extraArgs: featureGates.length === 0 ? [] : [`--feature-gates=${featureGates.join(',')}`],
    },
    alternateConfig: literal(config),
    extraVolumes: [
      { name: STATE.name, emptyDir: {} },
      ...(reads ? [{ name: LOGS.name, hostPath: { path: LOGS.mountPath } }] : []),
    ],
    extraVolumeMounts: [STATE, ...(reads ? [LOGS] : [])],
    ...more,
  };
  return { release, repository: 'open-telemetry', chart: 'opentelemetry-collector', values };
}
