import { compact, isRecord } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import { ENVIRONMENT_LABEL, labelValue, MANAGED_BY } from '../../kernel/kubernetes-names.ts';
import type { Environment, KubernetesServer, PrometheusServer } from '../../model/environment.ts';
import { commonAlertmanager, externalLabels } from '../../model/sharing.ts';
import { notificationTemplates } from '../alertmanager-templates/index.ts';
import type { CompileInput } from '../kind.ts';
import { markedSecret, secretKey } from '../kubernetes-alertmanager/secret-key.ts';
import { remoteWritesOf } from '../prometheus-config/remote-write.ts';
import { type Chart, imageTag, literal, NOTHING } from './chart.ts';

const SELECTORS = ['rule', 'serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'] as const;
const COPIED = 'copies of shards: the operator names copies so that a store takes those of two shards for one';

/**
 * The Prometheus Operator with a Prometheus and an Alertmanager that take exactly our objects.
 * https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 */
export const prometheusChart: Chart = (input, server) => {
  const { environment } = input;
  const { prometheus } = environment.servers;
  if (!prometheus || server.prometheus !== 'operator') return NOTHING;
  if (prometheus.shards > 1 && prometheus.replicas > 1)
    return { releases: [], unfit: [{ what: COPIED, origin: prometheus.origin }] };
  const values = {
    prometheus: { agentMode: prometheus.mode === 'agent', prometheusSpec: prometheusSpec(input, prometheus, server) },
    alertmanager: alertmanagerValues(input, server),
    grafana: { enabled: false },
  };
  return {
    releases: [{ release: 'kube-prometheus-stack', repository: 'prometheus-community', chart: 'kube-prometheus-stack', values }],
  };
};

function prometheusSpec({ derived, environment }: CompileInput, prometheus: PrometheusServer, server: KubernetesServer): object {
  const agent = prometheus.mode === 'agent';
  const writes = remoteWritesOf(prometheus, derived) ?? [];
  const ours = ourObjects(environment);
  const selectors = SELECTORS.filter((what) => what !== 'rule' || prometheus.rules === 'here').flatMap((what) => [
    [`${what}Selector`, ours],
    [`${what}SelectorNilUsesHelmValues`, false],
  ]);
  return compact({
    image: { tag: `v${imageTag(prometheus.version)}` },
    replicas: prometheus.replicas,
    shards: prometheus.shards,
    retention: agent ? undefined : printDuration(prometheus.retentionMs),
    scrapeInterval: printDuration(prometheus.scrapeIntervalMs),
    evaluationInterval: agent ? undefined : printDuration(prometheus.evaluationIntervalMs),
    externalLabels: literal(labelsOf(environment, prometheus)),
    externalUrl: prometheus.url,
    ...replicaLabel(prometheus),
    prometheusExternalLabelNameClear: true,
    ...(Object.fromEntries(selectors) as object), // of these pairs
    remoteWrite: writes.length === 0 ? undefined : writes.map((write, index) => operatorWrite(write, prometheus, index, server)),
  });
}

function ourObjects({ name }: Environment): object {
  return { matchLabels: { [MANAGED_BY]: 'signalbox', [ENVIRONMENT_LABEL]: labelValue(name) } };
}

/** Copies are told apart as in `prometheus.yml`, so that a store knows them. */
function labelsOf(environment: Environment, { replicas }: PrometheusServer): object {
  const labels = externalLabels(environment);
  return replicas > 1 ? { cluster: environment.name, ...labels } : labels;
}

function replicaLabel({ replicas }: PrometheusServer): object {
  return replicas > 1 ? { replicaExternalLabelName: '__replica__' } : { replicaExternalLabelNameClear: true };
}

/** The same in the operator's words; a token is a key of a Secret. */
function operatorWrite(write: object, { remoteWrite }: PrometheusServer, index: number, { secrets }: KubernetesServer): object {
  const { authorization: _, ...plain } = write as Readonly<Record<string, unknown>>; // as compiled
  const credentials = remoteWrite[index]?.credentials;
  const key = credentials && secretKey(markedSecret(credentials), secrets);
  return { ...camelCased(plain), ...(key && { authorization: { credentials: key } }) };
}

function camelCased(wire: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(wire).map(([key, value]) => [camel(key), inside(key, value)]));
}

function camel(key: string): string {
  return key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Names of headers are not ours to change. */
function inside(key: string, value: unknown): unknown {
  if (key === 'headers') return value;
  if (Array.isArray(value)) return value.map((one) => (isRecord(one) ? camelCased(one) : one));
  return isRecord(value) ? camelCased(value) : value;
}

function alertmanagerValues({ derived, environment }: CompileInput, server: KubernetesServer): object {
  const alertmanager = commonAlertmanager(environment);
  if (!alertmanager || server.alertmanager !== 'operator') return { enabled: false };
  return {
    templateFiles: { 'signalbox.tmpl': notificationTemplates(derived.estate.severities) },
    alertmanagerSpec: {
      image: { tag: `v${imageTag(alertmanager.version)}` },
      replicas: Math.max(1, alertmanager.peers.length),
      externalUrl: alertmanager.url,
      alertmanagerConfigSelector: ourObjects(environment),
      alertmanagerConfigMatcherStrategy: { type: 'None' },
    },
  };
}
