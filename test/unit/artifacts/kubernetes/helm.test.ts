import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, it, test } from 'vitest';
import { tail } from '../../../../src/authored/sampling.ts';
import { alertmanager, grafana, prometheus } from '../../../../src/define/environment.ts';
import type { KubernetesOptions } from '../../../../src/define/kubernetes.ts';
import { mimirServer } from '../../../../src/define/mimir-server.ts';
import { type CollectorOptions, collector, loki, tempo } from '../../../../src/define/servers-telemetry.ts';
import { s3 } from '../../../../src/define/stores.ts';
import { traces } from '../../../../src/define/telemetry.ts';
import { isRecord } from '../../../../src/kernel/canonical.ts';
import { secret } from '../../../../src/kernel/secret.ts';
import { codesOf, resolveAll, withCode } from '../../../support/estate.ts';
import { checkout } from '../../../support/shop.ts';
import { inCluster } from './cluster.ts';

const bucket = (name: string) => s3({ bucket: name, region: 'eu-central-1' });
const singles = {
  alertmanager: alertmanager({ version: '0.34' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', managedAlerts: true }),
  loki: loki({ version: '3.7' }),
  tempo: tempo({ version: '3.0' }),
  collector: collector({ version: '0.156', receive: ['files'] }),
};
const many = {
  ...singles,
  alertmanager: alertmanager({ version: '0.34', peers: ['alertmanager-0:9093', 'alertmanager-1:9093'] }),
  prometheus: prometheus({
    version: '3.15',
    replicas: 2,
    remoteWrite: [
      { url: 'https://mimir.example.org/api/v1/push', credentials: secret.file('mimir/token'), headers: { 'X-A_b': 'c' } },
    ],
  }),
  loki: loki({
    version: '3.7',
    form: 'distributed',
    store: bucket('logs'),
    replication: 3,
    tenants: { shop: { retention: '30d' } },
  }),
  mimir: mimirServer({
    version: '3.1',
    form: 'distributed',
    store: bucket('metrics'),
    replication: 3,
    kafka: { address: 'kafka:9092' },
  }),
  collector: collector({ version: '0.156', form: 'tiers', gateways: { kubernetes: 'collector-gateway' } }),
};

type Values = Readonly<Record<string, unknown>>;
function releasesOf(servers: object, options: Partial<KubernetesOptions> = {}): Readonly<Record<string, Values>> {
  const definitions = inCluster({ helm: true, ...options }, servers);
  const ours = resolveAll(definitions).artifacts.filter(({ kind }) => kind === 'kubernetes-helm');
  return Object.fromEntries(ours.map(({ path, text }) => [path.slice('helm/'.length, -'.yaml'.length), load(text) as Values])); // our own
}
function fileOf(servers: object, path: string): unknown {
  return load(resolveAll(inCluster({}, servers)).artifacts.find((one) => one.path === path)?.text ?? '');
}
/** What a chart makes of a text that it reads as a template. */
const rendered = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('{{ \\"{{\\" }}', '{{')) as unknown;

describe('values for charts', () => {
  it('are one file a release, with the command that takes it', () => {
    expect(Object.keys(releasesOf(singles, { grafana: 'sidecar' }))).toEqual([
      'collector',
      'grafana',
      'kube-prometheus-stack',
      'loki',
      'tempo',
    ]);
    expect(Object.keys(releasesOf(many))).toEqual([
      'collector-agent',
      'collector-gateway',
      'kube-prometheus-stack',
      'loki',
      'mimir',
      'tempo',
    ]);
    expect(releasesOf(singles, { helm: false })).toEqual({});
    const [file] = resolveAll(inCluster({ helm: true }, singles)).artifacts.filter(({ path }) => path === 'helm/loki.yaml');
    expect(file?.text).toContain(
      'helm upgrade --install loki grafana/loki --namespace monitoring --values generated/live/helm/loki.yaml',
    );
  });

  it.each([
    ['singles', releasesOf(singles, { grafana: 'sidecar' })],
    ['many', releasesOf(many)],
  ])('have no key that their charts have not: %s', (_, releases) => {
    for (const [release, values] of Object.entries(releases)) {
      const known = CHARTS[release.replace(/-(agent|gateway)$/, '')] ?? '';
      const unknown = keysOf(values, '', new Set(known.split(/\s+/))).filter((key) => !known.split(/\s+/).includes(key));
      expect([release, unknown]).toEqual([release, []]);
    }
  });

  it('are of the types that the schema of the collector wants', () => {
    const isValid = new Ajv().compile(COLLECTOR_SCHEMA);
    const given = [...Object.entries(releasesOf(singles)), ...Object.entries(releasesOf(many))];
    const ours = given.filter(([release]) => release.startsWith('collector'));
    expect(ours.map(([release]) => release)).toEqual(['collector', 'collector-agent', 'collector-gateway']);
    for (const [release, values] of ours) expect([release, isValid(values), isValid.errors]).toEqual([release, true, null]);
    expect(isValid({ ...ours[0]?.[1], replicaCount: '2' })).toBe(false);
    expect(isValid({ ...ours[0]?.[1], mode: 'sidecar' })).toBe(false);
  });

  it('hold our configuration, with the folders of the charts', () => {
    const { loki: lokis, mimir, tempo: tempos } = releasesOf(many);
    const moved = (text: string) =>
      text.replaceAll('"/loki', '"/var/loki').replace('/etc/loki/runtime.yaml', '/etc/loki/runtime-config/runtime-config.yaml');
    expect(lokis?.['loki']).toMatchObject({
      structuredConfig: JSON.parse(moved(JSON.stringify(fileOf(many, 'loki/loki.yaml')))),
      storage: { type: 's3', bucketNames: { chunks: 'logs' } },
      runtimeConfig: fileOf(many, 'loki/runtime.yaml'),
    });
    expect(lokis).toMatchObject({
      deploymentMode: 'Distributed',
      ingester: { replicas: 3 },
      read: { replicas: 0 },
      singleBinary: { replicas: 0 },
    });
    const config = JSON.stringify(fileOf(many, 'mimir/mimir.yaml')).replace('/etc/mimir/runtime.yaml', '/var/mimir/runtime.yaml');
    expect(mimir?.['mimir']).toMatchObject({ structuredConfig: JSON.parse(config) });
    expect(load(String(tempos?.['config']))).toEqual(fileOf(many, 'tempo/tempo.yaml'));
    const { collector: one } = releasesOf(singles);
    expect(rendered(one?.['alternateConfig'])).toEqual(fileOf(singles, 'collector/config.yaml'));
    expect(one).toMatchObject({
      mode: 'daemonset',
      extraVolumeMounts: [{ mountPath: '/var/lib/otelcol' }, { mountPath: '/var/log' }],
    });
  });

  it('leave a chart nothing that looks like its own template', () => {
    const gated = { ...singles, collector: collector({ version: '0.156', raw: { processors: { x: { text: '{{ .Name }}' } } } }) };
    const { collector: one } = releasesOf(gated);
    expect(JSON.stringify(one)).toContain('{{ \\"{{\\" }} .Name }}');
    expect(rendered(one?.['alternateConfig'])).toMatchObject({ processors: { x: { text: '{{ .Name }}' } } });
  });

  it('let the Prometheus of the chart take our objects and no others', () => {
    const ours = { matchLabels: { 'app.kubernetes.io/managed-by': 'signalbox', 'signalbox/environment': 'live' } };
    expect(releasesOf(many)['kube-prometheus-stack']).toMatchObject({
      prometheus: {
        agentMode: false,
        prometheusSpec: {
          replicas: 2,
          externalLabels: { cluster: 'live', environment: 'live' },
          replicaExternalLabelName: '__replica__',
          ruleSelector: ours,
          probeSelectorNilUsesHelmValues: false,
          remoteWrite: [
            {
              url: 'https://mimir.example.org/api/v1/push',
              headers: { 'X-A_b': 'c' },
              sendExemplars: true,
              authorization: { credentials: { name: 'mimir', key: 'token' } },
            },
            {},
          ],
        },
      },
      alertmanager: {
        alertmanagerSpec: { replicas: 2, alertmanagerConfigSelector: ours, alertmanagerConfigMatcherStrategy: { type: 'None' } },
      },
    });
  });
});

test('agents find the gateways under the name their release has, and may ask where they are', () => {
  const tiers = (gateways: object) => ({ ...many, collector: collector({ version: '0.156', form: 'tiers', gateways } as never) });
  const found = releasesOf(tiers({ kubernetes: 'otel-gateways.monitoring' }));
  expect(found['collector-gateway']?.['fullnameOverride']).toBe('otel-gateways');
  expect(found['collector-agent']?.['clusterRole']).toMatchObject({
    create: true,
    rules: [{}, { resources: ['endpointslices'] }],
  });
  const looked = withCode(inCluster({ helm: true }, tiers({ dns: 'otel-gateways' })), 'kubernetes/no-chart');
  expect(looked).toMatchObject([
    {
      message: expect.stringContaining('the headless Service otel-gateways'),
      fix: expect.stringContaining('kubernetes:') as string,
    },
  ]);
});

test('what no chart installs is told', () => {
  const told = (servers: object) =>
    withCode(inCluster({ helm: true }, servers), 'kubernetes/no-chart').map(({ message }) => message);
  expect(told(singles)).toEqual([]);
  const kafka = tempo({
    version: '3.0',
    form: 'distributed',
    store: bucket('traces'),
    kafka: { address: 'kafka:9092', topic: 'traces', partitions: 3 },
  });
  expect(told({ tempo: kafka })).toEqual([expect.stringContaining('the distributed form of Tempo')]);
  expect(
    told({
      tempo: tempo({ version: '3.0', tenants: { shop: { retention: '3d' } } }),
    }),
  ).toEqual([expect.stringContaining('tenants of Tempo')]);
  expect(told({ mimir: mimirServer({ version: '3.1' }) })).toEqual([expect.stringContaining('a Mimir in one process')]);
  const store = { remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push' }], rules: 'store' } as const;
  const copies = { prometheus: prometheus({ version: '3.15', shards: 2, replicas: 2, ...store }) };
  expect(told(copies)).toEqual([expect.stringContaining('copies of shards')]);
  expect(releasesOf(copies)).toEqual({});
  expect(Object.keys(releasesOf({ prometheus: prometheus({ version: '3.15', shards: 2, ...store }) }))).toEqual([
    'kube-prometheus-stack',
  ]);
  expect(codesOf(inCluster({ helm: 'yes' } as object))).toContain('kubernetes/setting');
});

test('every ring of Mimir with zones has processes that the chart gives a zone', () => {
  const mimir = mimirServer({
    version: '3.1',
    form: 'distributed',
    store: bucket('metrics'),
    replication: 3,
    zones: ['a', 'b', 'c'],
    kafka: { address: 'kafka:9092' },
  });
  const enabled = { zoneAwareReplication: { enabled: true } };
  expect(releasesOf({ mimir })['mimir']).toMatchObject({ alertmanager: enabled, ingester: enabled, store_gateway: enabled });
});

test('a collector on every node that samples by the end of a trace is told to be tiers', () => {
  const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });
  const tracing = traces({ service: checkout, propagation: ['tracecontext'], sampling });
  const told = (options: Partial<CollectorOptions>, helm = true) => {
    const servers = { tempo: tempo({ version: '3.0' }), collector: collector({ version: '0.156', ...options }) };
    return withCode(inCluster({ helm }, servers, { tracing }), 'collector/split-traces').map(({ message }) => message);
  };
  expect(told({ receive: ['hostmetrics'] })).toEqual([expect.stringContaining('on every node, because it receives hostmetrics')]);
  expect(told({ receive: ['hostmetrics'] }, false)).toEqual([]);
  expect(told({})).toEqual([expect.stringContaining('receives files')]);
  expect(told({ receive: [] })).toEqual([]);
  expect(told({ receive: ['hostmetrics'], form: 'tiers' })).toEqual([]);
});

/** Every key of ours down to a known one whose value the chart hands on as it is: those end with `.*`. */
function keysOf(value: unknown, path: string, known: ReadonlySet<string>): string[] {
  if (!isRecord(value) || known.has(`${path}.*`)) return [known.has(`${path}.*`) ? `${path}.*` : path];
  return Object.entries(value).flatMap(([key, one]) => keysOf(one, path === '' ? key : `${path}.${key}`, known));
}

const TEXT = { type: 'string' };
const OBJECTS = { type: 'array', items: { type: 'object' } };
const closed = (properties: object) => ({ type: 'object', additionalProperties: false, properties });
/** What the collector's `values.schema.json` says, at the commit below, of what we write; it refuses every other key, too. */
const COLLECTOR_SCHEMA = closed({
  fullnameOverride: TEXT,
  mode: { type: 'string', enum: ['daemonset', 'deployment', 'statefulset', ''] },
  replicaCount: { type: 'integer' },
  image: closed({
    registry: TEXT,
    repository: TEXT,
    tag: TEXT,
    digest: TEXT,
    pullPolicy: { enum: ['IfNotPresent', 'Always', 'Never'] },
  }),
  command: closed({ name: TEXT, extraArgs: { type: 'array', items: TEXT } }),
  alternateConfig: { type: 'object' },
  extraVolumes: OBJECTS,
  extraVolumeMounts: OBJECTS,
  clusterRole: closed({ create: { type: 'boolean' }, rules: OBJECTS }),
});

/**
 * What the charts take, read from their `values.yaml` or `values.schema.json` at a commit; `.*` is handed on.
 * collector: open-telemetry/opentelemetry-helm-charts 2bd24b40 (schema). kube-prometheus-stack: prometheus-community/helm-charts 6e360755.
 * grafana, tempo: grafana/helm-charts 6111227e, 02cc770a. loki: grafana/loki 0017528b. mimir: grafana/mimir 5c776e42.
 */
const CHARTS: Readonly<Record<string, string>> = {
  collector: `fullnameOverride mode replicaCount image.repository image.tag command.name command.extraArgs alternateConfig.* extraVolumes
    extraVolumeMounts clusterRole.create clusterRole.rules`,
  grafana: `fullnameOverride image.tag grafana.ini.* sidecar.dashboards.enabled sidecar.dashboards.label sidecar.dashboards.labelValue
    sidecar.dashboards.folderAnnotation sidecar.dashboards.provider.foldersFromFilesStructure sidecar.dashboards.provider.allowUiUpdates
    sidecar.datasources.enabled sidecar.datasources.label sidecar.datasources.labelValue sidecar.alerts.enabled sidecar.alerts.label
    sidecar.alerts.labelValue`,
  'kube-prometheus-stack': `grafana.enabled alertmanager.enabled alertmanager.templateFiles.* alertmanager.alertmanagerSpec.image.tag
    alertmanager.alertmanagerSpec.replicas alertmanager.alertmanagerSpec.externalUrl
    alertmanager.alertmanagerSpec.alertmanagerConfigSelector.* alertmanager.alertmanagerSpec.alertmanagerConfigMatcherStrategy.*
    prometheus.agentMode prometheus.prometheusSpec.image.tag prometheus.prometheusSpec.replicas prometheus.prometheusSpec.shards
    prometheus.prometheusSpec.retention prometheus.prometheusSpec.scrapeInterval prometheus.prometheusSpec.evaluationInterval
    prometheus.prometheusSpec.externalLabels.* prometheus.prometheusSpec.externalUrl prometheus.prometheusSpec.replicaExternalLabelName
    prometheus.prometheusSpec.replicaExternalLabelNameClear prometheus.prometheusSpec.prometheusExternalLabelNameClear
    prometheus.prometheusSpec.ruleSelector.* prometheus.prometheusSpec.ruleSelectorNilUsesHelmValues
    prometheus.prometheusSpec.serviceMonitorSelector.* prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues
    prometheus.prometheusSpec.podMonitorSelector.* prometheus.prometheusSpec.podMonitorSelectorNilUsesHelmValues
    prometheus.prometheusSpec.probeSelector.* prometheus.prometheusSpec.probeSelectorNilUsesHelmValues
    prometheus.prometheusSpec.scrapeConfigSelector.* prometheus.prometheusSpec.scrapeConfigSelectorNilUsesHelmValues
    prometheus.prometheusSpec.remoteWrite`,
  loki: `fullnameOverride deploymentMode loki.image.tag loki.config loki.structuredConfig.* loki.schemaConfig.* loki.storage.type
    loki.storage.bucketNames.chunks loki.storage.bucketNames.ruler loki.storage.bucketNames.admin loki.runtimeConfig.* singleBinary.replicas
    read.replicas write.replicas backend.replicas ingester.replicas distributor.replicas querier.replicas queryFrontend.replicas
    queryScheduler.replicas indexGateway.replicas compactor.replicas ruler.replicas chunksCache.enabled resultsCache.enabled
    lokiCanary.enabled test.enabled minio.enabled sidecar.rules.folder`,
  mimir: `fullnameOverride image.tag mimir.config mimir.structuredConfig.* runtimeConfig.* ingester.replicas
    ingester.zoneAwareReplication.enabled alertmanager.zoneAwareReplication.enabled store_gateway.zoneAwareReplication.enabled chunks-cache.enabled index-cache.enabled
    metadata-cache.enabled results-cache.enabled kafka.enabled minio.enabled`,
  tempo: `fullnameOverride tempo.tag tempo.server.http_listen_port tempo.livenessProbe.httpGet.path tempo.livenessProbe.httpGet.port
    tempo.readinessProbe.httpGet.path tempo.readinessProbe.httpGet.port config persistence.enabled`,
};
