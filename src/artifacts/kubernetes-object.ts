import type { Address } from '../kernel/address.ts';
import { compact, sortedEntries } from '../kernel/canonical.ts';
import {
  ENVIRONMENT_LABEL,
  labelValue,
  MANAGED_BY,
  OWNER_LABEL,
  objectName,
  pluralOf,
  SERVICE_LABEL,
  TENANT_LABEL,
} from '../kernel/kubernetes-names.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { printYaml } from '../kernel/yaml.ts';
import type { Environment, KubernetesServer } from '../model/environment.ts';
import { MadeDraft } from './draft.ts';
import { headerLines } from './header.ts';
import type { ArtifactKind, CompileInput, Draft } from './kind.ts';

/** Which team and service an object is about, where it is about one. */
export interface About {
  readonly owner?: string | undefined;
  readonly service?: string | undefined;
}

/** An object as the API of a cluster takes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: object;
  readonly data?: Readonly<Record<string, string>>;
}

/** One object under its header. */
export interface ObjectFile {
  readonly header: readonly string[];
  readonly object: KubernetesObject;
  /** One line above a mapping of the object. */
  readonly comments: ReadonlyMap<object, string>;
}

/** What of an object is not the same for all. */
export interface Part {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: object;
  readonly data?: Readonly<Record<string, string>>;
  readonly header?: readonly string[];
  readonly comments?: ReadonlyMap<object, string>;
}

/** The API groups of our objects, and of which version. The core of Kubernetes has no group. */
const VERSIONS = {
  ConfigMap: 'v1',
  PrometheusRule: 'monitoring.coreos.com/v1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
  PodMonitor: 'monitoring.coreos.com/v1',
  Probe: 'monitoring.coreos.com/v1',
  ScrapeConfig: 'monitoring.coreos.com/v1alpha1',
  AlertmanagerConfig: 'monitoring.coreos.com/v1alpha1',
  ScaledObject: 'keda.sh/v1alpha1',
  GrafanaFolder: 'grafana.integreatly.org/v1beta1',
  GrafanaDatasource: 'grafana.integreatly.org/v1beta1',
  GrafanaDashboard: 'grafana.integreatly.org/v1beta1',
  GrafanaLibraryPanel: 'grafana.integreatly.org/v1beta1',
  GrafanaAlertRuleGroup: 'grafana.integreatly.org/v1beta1',
  GrafanaContactPoint: 'grafana.integreatly.org/v1beta1',
  GrafanaNotificationPolicy: 'grafana.integreatly.org/v1beta1',
  GrafanaMuteTiming: 'grafana.integreatly.org/v1beta1',
  GrafanaNotificationTemplate: 'grafana.integreatly.org/v1beta1',
} as const;
type ObjectKindName = keyof typeof VERSIONS;

export interface Described {
  readonly kind: ObjectKindName;
  /** What it is called within its environment. */
  readonly name: string;
  readonly from: readonly Address[];
  readonly about?: About;
  /** Besides those that every object has. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The rest, made whenever it is asked for. */
  readonly make: () => Part;
}

/** The file of one object: `kubernetes/prometheusrules/signalbox-production-checkout.yaml`. */
export function objectDraft(environment: Environment, server: KubernetesServer, described: Described): Draft<ObjectFile> {
  const { kind, from, make } = described;
  const name = nameIn(environment, described.name);
  return new MadeDraft(`kubernetes/${pluralOf(kind)}/${name}.yaml`, from, () => {
    const { annotations, spec, data, header = [], comments = new Map<object, string>() } = make();
    const labels = labelsOf(environment, server, described);
    const metadata = compact({ name, namespace: server.namespace, labels, annotations });
    const object = compact({ apiVersion: VERSIONS[kind], kind, metadata, spec, data }) as KubernetesObject; // without what it has not
    return { header: [...headerLines(environment), ...header], object, comments };
  });
}

/** An object's name: that of the environment first, since two of them may share a namespace. */
export function nameIn(environment: Environment, name: string): string {
  return objectName(`signalbox-${environment.name}-${name}`);
}

function labelsOf(environment: Environment, server: KubernetesServer, { about = {}, labels = {} }: Described) {
  const tenant = tenantOf(environment, about);
  const own = {
    [MANAGED_BY]: 'signalbox',
    [ENVIRONMENT_LABEL]: labelValue(environment.name),
    [OWNER_LABEL]: about.owner === undefined ? undefined : labelValue(about.owner),
    [SERVICE_LABEL]: about.service === undefined ? undefined : labelValue(about.service),
    [TENANT_LABEL]: tenant === undefined ? undefined : labelValue(tenant),
  };
  return Object.fromEntries(sortedEntries(compact({ ...labels, ...server.labels, ...own })));
}

/** Whose it is: that of the part it is in, or that of the service it is about. */
function tenantOf({ share, shared = [] }: Environment, { service }: About): string | undefined {
  return share?.tenant.name ?? shared.find(({ services }) => service !== undefined && services.includes(service))?.name;
}

/** A family of objects; `compile` is asked only where the environment has a cluster. `of` is that of `ArtifactKind`. */
export function objectKind(
  kind: `kubernetes-${string}`,
  compile: (input: CompileInput, server: KubernetesServer) => Outcome<readonly Draft<ObjectFile>[]>,
  of?: 'all' | 'each-tenant',
): ArtifactKind<ObjectFile> {
  return {
    kind,
    ...(of && { of }),
    server: 'kubernetes',
    compile(input) {
      const { kubernetes } = input.environment.servers;
      const isWritten = kubernetes?.objects === 'all' || kind === 'kubernetes-scaling';
      return kubernetes && isWritten ? compile(input, kubernetes) : { value: [], diagnostics: [] };
    },
    print: ({ object, header, comments }) => printYaml(object, { header, comments }),
    comparable: ({ object }) => object,
    applyAfter: [],
  };
}
