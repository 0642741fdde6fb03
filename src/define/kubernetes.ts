import type { Service } from '../authored/references.ts';
import { define } from '../kernel/place.ts';
import type { Server } from './server.ts';

type Labels = Readonly<Record<string, string>>;

interface MonitorBase {
  readonly service: Service;
  /** Where they are looked for. @default the namespace of the objects */
  readonly namespaces?: readonly string[];
  /** The name of the port. @default the number of `scrape({ port })` */
  readonly port?: string;
}
/** How Prometheus finds a service in the cluster: by the labels of its Services, or of its Pods. */
export type MonitorOptions = MonitorBase &
  (
    | { readonly services: Labels; readonly pods?: never }
    /** For what no Service stands before. */
    | { readonly pods: Labels; readonly services?: never }
  );

export interface KubernetesOptions {
  readonly version: Server<'kubernetes'>['version'];
  /** Where every object stands. */
  readonly namespace: string;
  /** Make the namespace when it is missing; it is never deleted. @default false: a deployment says that it is missing */
  readonly createNamespace?: boolean;
  /**
   * What is written as objects. `'scaling'`: a ScaledObject for each `scaling` and nothing else, where services run in a cluster and the servers
   * that watch them do not. @default 'all'
   */
  readonly objects?: 'all' | 'scaling';
  /** Labels of every object besides our own: what the operators select by. @default none */
  readonly labels?: Labels;
  /**
   * Write the objects as an overlay of Kustomize too: `generated/kustomize/overlays/<environment>`, over a base of what is the same in all
   * environments that say so. @default false
   */
  readonly overlay?: boolean;
  /**
   * Write `helm/<release>.yaml` too: values for the charts of Prometheus (kube-prometheus-stack), Loki, Tempo, Mimir, Grafana and the
   * collector. @default false
   */
  readonly helm?: boolean;
  /** Services that run in the cluster. A service with addresses in `runs` needs none: it becomes a ScrapeConfig. @default none */
  readonly monitors?: readonly MonitorOptions[];
  /**
   * `'operator'`: PrometheusRule, ServiceMonitor, PodMonitor and ScrapeConfig for the Prometheus Operator (0.93). `'files'`: ConfigMaps
   * with `prometheus.yml` and the rule files, to be mounted. @default 'operator'
   */
  readonly prometheus?: 'operator' | 'files';
  /**
   * `'operator'`: an AlertmanagerConfig for the Prometheus Operator, which cannot say all that Alertmanager can. `'files'`: a ConfigMap
   * with `alertmanager.yml`, to be mounted. @default 'operator'
   */
  readonly alertmanager?: 'operator' | 'files';
  /**
   * `'operator'`: GrafanaFolder, GrafanaDatasource, GrafanaDashboard and their like for the Grafana Operator (5).
   * `'sidecar'`: ConfigMaps as the sidecar of Grafana's Helm chart finds them. @default 'operator'
   */
  readonly grafana?: 'operator' | 'sidecar';
  /**
   * Let Grafana tell of the alerts it evaluates (`grafana({ managedAlerts: true })`): receivers, routes, time intervals and templates as
   * GrafanaContactPoint, GrafanaNotificationPolicy, GrafanaMuteTiming and GrafanaNotificationTemplate of its operator. The policy takes
   * the place of the whole tree that Grafana has. @default false
   */
  readonly contactPoints?: boolean;
  /** Labels of the Grafana objects that are to hold the boards. @default { dashboards: 'grafana' } */
  readonly grafanaInstance?: Labels;
  /**
   * The Secret that receivers' secrets are keys of: `secret.file('pagerduty')` is its key `pagerduty`, `secret.file('paging/key')` the
   * key `key` of the Secret `paging`. Signalbox never writes it. @default 'alertmanager-secrets'
   */
  readonly secrets?: string;
  /**
   * Field managers whose fields a deployment takes when they stand in its way: `['kubectl-edit']` puts hand edits right.
   * @default none: a conflict stops the deployment, and names the manager and the fields
   */
  readonly takeFrom?: readonly string[];
}
export interface KubernetesDefinition extends Server<'kubernetes'>, KubernetesOptions {
  readonly version: Server<'kubernetes'>['version'];
}

/**
 * The API of a Kubernetes cluster. Everything else of the environment is written as objects too, below `kubernetes/`, one a file, for
 * `kubectl`, for GitOps tools, or for a target that reaches the API. Left out: objects for the operators of Prometheus and Grafana.
 * https://prometheus-operator.dev/docs/api-reference/api/ https://grafana.github.io/grafana-operator/docs/api/
 */
export function kubernetes(options: KubernetesOptions): KubernetesDefinition {
  return define({ ...options, kind: 'server', server: 'kubernetes' }, kubernetes, options);
}
