import type { SecretReference } from '../kernel/secret.ts';
import type { ClientTls } from './client-tls.ts';
import type { Named } from './named.ts';
import type { ObjectStore } from './object-store.ts';
import type { RemoteWrite } from './remote-write.ts';
import type { Service } from './service.ts';
import type { Sharing, TenantIdentity } from './tenant-identity.ts';

/** How a server listens: paths on its own machine. */
export interface ListenerTls {
  readonly cert: string;
  readonly key: string;
  /** Clients have to show a certificate that it signed (mTLS). */
  readonly clientCa: string | undefined;
  readonly clients: ClientTls;
}

interface Server {
  readonly version: string;
  /** undefined: it listens without. */
  readonly tls?: ListenerTls | undefined;
  /** The address other servers reach it at. */
  readonly url: string;
  readonly origin: object;
}

export interface PrometheusServer extends Server {
  readonly scrapeIntervalMs: number;
  readonly evaluationIntervalMs: number;
  readonly retentionMs: number;
  readonly remoteWrite: readonly RemoteWrite[];
  /** An agent scrapes and writes on, and keeps nothing. */
  readonly mode: 'server' | 'agent';
  /** How many do the same. */
  readonly replicas: number;
  /** How many share the targets. */
  readonly shards: number;
  /** Who evaluates the rules: this server, or what reads the store it writes to. */
  readonly rules: 'here' | 'store';
}

export interface AlertmanagerServer extends Server {
  readonly smtp: Smtp | undefined;
  /** Whose Alertmanager of a Mimir it is; undefined: everybody's. */
  readonly tenant?: string | undefined;
  /** `host:port` of every member of a cluster; empty: there is one. */
  readonly peers: readonly string[];
}
export interface Smtp {
  readonly smarthost: string;
  readonly from: string;
  readonly username: string | undefined;
  readonly password: SecretReference | undefined;
  readonly hello: string | undefined;
  readonly requireTls: boolean;
}

/** What one tenant has instead of the server's own. */
export interface LokiTenant {
  readonly name: string;
  /** undefined: the server's. */
  readonly retentionMs: number | undefined;
  /** By Loki's names. */
  readonly limits: Readonly<Record<string, unknown>>;
}
export interface LokiServer extends Server {
  readonly form: 'single' | 'scalable' | 'distributed';
  /** Memcached, by address. */
  readonly caches: { readonly chunks: string | undefined; readonly results: string | undefined };
  /** Where ingesters run; empty: not looked at. */
  readonly zones: readonly string[];
  readonly tenants: readonly LokiTenant[];
  readonly store: ObjectStore;
  readonly replicationFactor: number;
  readonly retentionMs: number;
  /** The `X-Scope-OrgID` of everything written there; undefined: one tenant, no header. */
  readonly tenant: string | undefined;
  /** Merged over the compiled config, key by key: the escape hatch. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Where the distributors of a distributed Tempo write. */
export interface Kafka {
  /** `host:port` */
  readonly address: string;
  readonly topic: string;
  /** One block builder and one live store per partition. */
  readonly partitions: number;
}

/** What one tenant has instead of the server's own. */
export interface TempoTenant {
  readonly name: string;
  /** undefined: the server's. */
  readonly retentionMs: number | undefined;
  /** By Tempo's names. */
  readonly overrides: Readonly<Record<string, unknown>>;
}
export interface TempoServer extends Server {
  readonly tenants: readonly TempoTenant[];
  readonly form: 'single' | 'distributed';
  readonly store: ObjectStore;
  readonly retentionMs: number;
  readonly tenant: string | undefined;
  /** undefined in the single form. */
  readonly kafka: Kafka | undefined;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** What a tenant of a Mimir may have; undefined: what the server gives everybody. */
export interface MimirLimits {
  readonly retentionMs: number | undefined;
  readonly series: number | undefined;
  readonly samplesPerSecond: number | undefined;
  readonly exemplars: number | undefined;
  readonly rulesPerGroup: number | undefined;
  readonly ruleGroups: number | undefined;
  /** By Mimir's own names. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface MimirServer extends Server {
  readonly form: 'single' | 'distributed';
  readonly store: ObjectStore;
  readonly tenant: string | undefined;
  readonly replicationFactor: number;
  readonly retentionMs: number;
  /** undefined: distributors write to the ingesters themselves. */
  readonly kafka: Kafka | undefined;
  /** Zones that copies are spread over; empty: nobody looks at zones. */
  readonly zones: readonly string[];
  /** Addresses of memcached, by what is kept there. */
  readonly caches: Readonly<Partial<Record<MimirCache, string>>>;
  /** Whether of a pair of Prometheus one is taken. */
  readonly deduplicate: boolean;
  /** Of everybody, where a tenant has none of its own. */
  readonly defaults: MimirLimits;
  readonly limits: ReadonlyMap<string, MimirLimits>;
  /** Whether the ruler has the environment's rules, and runs them. */
  readonly rules: 'none' | 'loaded' | 'evaluated';
  readonly raw: Readonly<Record<string, unknown>>;
}
export type MimirCache = 'chunks' | 'index' | 'metadata' | 'results';

export interface CollectorExporter {
  /** A line of the exporters table: `jaeger`, `awsXray`. */
  readonly type: string;
  readonly settings: object;
}
/** The second tier of collectors, and how the agents find it. */
export interface CollectorGateways {
  readonly found:
    | { readonly by: 'static'; readonly hosts: readonly string[] }
    | { readonly by: 'dns'; readonly host: string; readonly port: number }
    | { readonly by: 'kubernetes'; readonly service: string; readonly port: number };
  /** What picks the gateway of a span. */
  readonly balance: 'trace' | 'service';
  readonly raw: Readonly<Record<string, unknown>>;
}
export interface CollectorServer extends Server {
  /** How many run behind the one address; agents are one beside each machine's services, and count as one. */
  readonly replicas: number;
  /** undefined: one tier. */
  readonly gateways: CollectorGateways | undefined;
  /** Besides OTLP, which is always on. */
  readonly receive: readonly ('files' | 'syslog' | 'journald' | 'hostmetrics')[];
  readonly exporters: readonly CollectorExporter[];
  /** Resource attributes added to everything. */
  readonly enrich: Readonly<Record<string, string>>;
  /** What it is started with (`--feature-gates`). */
  readonly featureGates: readonly string[];
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface GrafanaServer extends Server {
  /** Whether it evaluates the alerts too. */
  readonly managedAlerts: boolean;
  /** Dashboards in the second schema too. */
  readonly v2beta1: boolean;
  readonly teams: readonly GrafanaTeam[];
  readonly serviceAccounts: readonly GrafanaAccount[];
}
export interface GrafanaTeam {
  readonly name: string;
  /** undefined: whatever Grafana has. */
  readonly email: string | undefined;
  readonly origin: object;
}
/** An account of a program. */
export interface GrafanaAccount {
  readonly name: string;
  readonly role: 'None' | 'Viewer' | 'Editor' | 'Admin';
  readonly disabled: boolean;
  readonly origin: object;
}

/** What a prober asks for a service, from outside. */
export interface Probed {
  readonly at: readonly string[];
  /** `host:port` */
  readonly prober: string;
  /** undefined: the prober's own. */
  readonly module: string | undefined;
}

/** What of a cluster is scraped for a service: the endpoints behind Services, or Pods. */
export interface Monitored {
  readonly by: 'services' | 'pods';
  /** All of them have to be there. */
  readonly labels: Readonly<Record<string, string>>;
  /** Where they are looked for. */
  readonly namespaces: readonly string[];
  /** The name of the port; undefined: the number of the service's scrape. */
  readonly port: string | undefined;
}

/** The API of a cluster. No other server reaches it at an address, so its `url` is empty. */
export interface KubernetesServer extends Server {
  readonly namespace: string;
  /** What is written as objects. */
  readonly objects: 'all' | 'scaling';
  /** Whether a deployment makes the namespace where it is missing. */
  readonly createNamespace: boolean;
  /** Labels of every object, besides our own. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether there are values for Helm charts. */
  readonly helm: boolean;
  /** Whether it takes part in the overlays of Kustomize. */
  readonly overlay: boolean;
  readonly monitors: ReadonlyMap<Service, Monitored>;
  /** Objects for the Prometheus Operator, or files to mount. */
  readonly prometheus: 'operator' | 'files';
  readonly alertmanager: 'operator' | 'files';
  /** Objects for the Grafana Operator, or ConfigMaps for a sidecar of Grafana. */
  readonly grafana: 'operator' | 'sidecar';
  /** Whether Grafana tells of the alerts it evaluates. */
  readonly contactPoints: boolean;
  /** Labels of the Grafana objects that take part. */
  readonly grafanaInstance: Readonly<Record<string, string>>;
  /** The Secret that holds what receivers need. */
  readonly secrets: string;
  /** Field managers whose fields a deployment may take. */
  readonly takeFrom: readonly string[];
}

export interface Servers {
  readonly prometheus: PrometheusServer | undefined;
  readonly alertmanager: AlertmanagerServer | undefined;
  readonly loki: LokiServer | undefined;
  readonly tempo: TempoServer | undefined;
  readonly mimir?: MimirServer | undefined;
  readonly collector: CollectorServer | undefined;
  readonly grafana: GrafanaServer | undefined;
  readonly kubernetes: KubernetesServer | undefined;
}
export type ServerKind = keyof Servers;

export interface Environment extends Named {
  /** Who shares it; undefined: nobody is kept apart. */
  readonly shared?: readonly Sharing[] | undefined;
  /** Whose share of it this is, and the name of the whole; undefined: it is whole. */
  readonly share?: { readonly tenant: TenantIdentity; readonly of: string } | undefined;
  /** External labels of everything measured there. */
  readonly labels: Readonly<Record<string, string>>;
  /** Services whose rules are evaluated here, over all regions, and nowhere else. With any, no other service's rules are. */
  readonly globalFor: readonly Service[];
  readonly servers: Servers;
  /** `host:port` of each service; a service that is not listed answers at `<name>:<port>`. */
  readonly runs: ReadonlyMap<Service, readonly string[]>;
  readonly probes: ReadonlyMap<Service, Probed>;
  /** Where runbooks are published; the file's path is added. */
  readonly runbooksUrl: string;
}
