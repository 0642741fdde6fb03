import { pluralOf } from '../../kernel/kubernetes-names.ts';

/** A kind of object that signalbox writes, and where the API has it. */
export interface Resource {
  readonly kind: string;
  /** The artifact kind it comes from. */
  readonly artifact: string;
  /** `monitoring.coreos.com`; the core of Kubernetes has none. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  /** Lists whose items are known by a field, so that several managers may own items of one: path → field. */
  readonly keyed: Readonly<Record<string, string>>;
}

const MONITORING = 'monitoring.coreos.com';
const KEDA = 'keda.sh';
const GRAFANA = 'grafana.integreatly.org';

/** Every kind our artifacts have. */
export const RESOURCES: readonly Resource[] = [
  resource('ConfigMap', 'kubernetes-config-maps', '', 'v1'),
  resource('PrometheusRule', 'kubernetes-rules', MONITORING, 'v1', { 'spec.groups': 'name' }),
  resource('ServiceMonitor', 'kubernetes-monitors', MONITORING, 'v1'),
  resource('PodMonitor', 'kubernetes-monitors', MONITORING, 'v1'),
  resource('Probe', 'kubernetes-monitors', MONITORING, 'v1'),
  resource('ScrapeConfig', 'kubernetes-monitors', MONITORING, 'v1alpha1'),
  resource('AlertmanagerConfig', 'kubernetes-alertmanager', MONITORING, 'v1alpha1', { 'spec.receivers': 'name' }),
  resource('ScaledObject', 'kubernetes-scaling', KEDA, 'v1alpha1'),
  resource('GrafanaFolder', 'kubernetes-grafana', GRAFANA, 'v1beta1'),
  resource('GrafanaDatasource', 'kubernetes-grafana', GRAFANA, 'v1beta1'),
  resource('GrafanaDashboard', 'kubernetes-grafana', GRAFANA, 'v1beta1'),
  resource('GrafanaLibraryPanel', 'kubernetes-grafana', GRAFANA, 'v1beta1'),
  resource('GrafanaAlertRuleGroup', 'kubernetes-grafana', GRAFANA, 'v1beta1'),
  resource('GrafanaContactPoint', 'kubernetes-grafana-alerting', GRAFANA, 'v1beta1'),
  resource('GrafanaNotificationPolicy', 'kubernetes-grafana-alerting', GRAFANA, 'v1beta1'),
  resource('GrafanaMuteTiming', 'kubernetes-grafana-alerting', GRAFANA, 'v1beta1'),
  resource('GrafanaNotificationTemplate', 'kubernetes-grafana-alerting', GRAFANA, 'v1beta1'),
];

function resource(kind: string, artifact: string, group: string, version: string, keyed: Resource['keyed'] = {}): Resource {
  return { kind, artifact, group, version, plural: pluralOf(kind), keyed };
}

export function resourceOfKind(kind: string): Resource | undefined {
  return RESOURCES.find((one) => one.kind === kind);
}

/** `prometheusrules.monitoring.coreos.com` */
export function resourceName({ plural, group }: Resource): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** The collection in a namespace. */
export function collectionPath({ group, version, plural }: Resource, namespace: string): string {
  return `${group === '' ? '/api' : `/apis/${group}`}/${version}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
}

const INSTALL: Readonly<Record<string, string>> = {
  [MONITORING]: 'the Prometheus Operator, https://prometheus-operator.dev/docs/getting-started/installation/',
  [KEDA]: 'KEDA, https://keda.sh/docs/latest/deploy/',
  [GRAFANA]: 'the Grafana Operator, https://grafana.github.io/grafana-operator/docs/installation/',
};

/** Whose definitions have to be there before the API knows a kind. */
export function installerOf({ group }: Resource): string {
  return INSTALL[group] ?? 'Kubernetes';
}
