import type { AnyTeam, AnyTenant, Service } from '../authored/references.ts';
import type { Duration, Url } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { Secret } from '../kernel/secret.ts';
import type { ServerKind } from '../model/environment.ts';
import type { KubernetesDefinition } from './kubernetes.ts';
import type { ClientTlsOptions, ListenerTlsOptions } from './listener-tls.ts';
import type { MimirServerDefinition } from './mimir-server.ts';
import type { Server, Versions } from './server.ts';
import type { CollectorDefinition, LokiDefinition, TempoDefinition } from './servers-telemetry.ts';
import type { ServiceAccount } from './service-account.ts';

export interface RemoteWriteOptions {
  readonly url: Url;
  readonly headers?: Readonly<Record<string, string>>;
  /** A bearer token. */
  readonly credentials?: Secret;
  /** Certificates, as paths on the machine of this Prometheus. @default authorities it trusts */
  readonly tls?: ClientTlsOptions;
  /**
   * `'recordings'` sends only roll-ups, and metrics whose `retention` is longer than this server's: long-term storage for a fraction of the
   * series. @default 'all'
   */
  readonly only?: 'all' | 'recordings';
}

export interface PrometheusOptions {
  readonly version: Versions['prometheus'];
  /** @default '15s' */
  readonly scrapeInterval?: Duration;
  /** @default '30s' */
  readonly evaluationInterval?: Duration;
  /** @default '15d', Prometheus' own */
  readonly retention?: Duration;
  /** Where the other servers reach it. @default 'http://prometheus:9090', with `tls` 'https://prometheus:9090' */
  readonly url?: Url;
  /** Compiles to `prometheus/web.yml`, for `--web.config.file`. https://prometheus.io/docs/prometheus/latest/configuration/https/ @default plain HTTP */
  readonly tls?: ListenerTlsOptions;
  readonly remoteWrite?: readonly RemoteWriteOptions[];
  /** `'agent'` scrapes and writes on, and keeps nothing (`--agent`): `remoteWrite` names a store, which evaluates the rules. @default 'server' */
  readonly mode?: 'server' | 'agent';
  /**
   * How many do the same, so that one may fail: `prometheus-replica-0.yml` and so on. The external labels `cluster` and `__replica__` tell
   * their samples apart in a store; alerts do not carry them, so Alertmanager takes the alerts of all for one. At most 10. @default 1
   */
  readonly replicas?: number;
  /**
   * How many share the targets, each target scraped by one: `prometheus-shard-0.yml` and so on. `remoteWrite` names a store that has
   * the series of all; rules that need several targets are evaluated there (`rules: 'store'`). At most 200. @default 1
   */
  readonly shards?: number;
  /** Who evaluates the rules: this Prometheus, or the ruler of the store `remoteWrite` names. @default 'here', for an agent 'store' */
  readonly rules?: 'here' | 'store';
}
/** A Prometheus. Compiles to `prometheus.yml`, rule files and their tests. Left out: scrape every 15s, evaluate every 30s, keep 15d. */
export function prometheus(options: PrometheusOptions): Server<'prometheus'> {
  return define({ ...options, kind: 'server', server: 'prometheus' }, prometheus, options);
}

/** Compiles to `smtp_*` of `global`. https://prometheus.io/docs/alerting/latest/configuration/#file-layout-and-global-settings */
export interface SmtpOptions {
  readonly smarthost: `${string}:${number}`;
  readonly from: `${string}@${string}`;
  readonly username?: string;
  readonly password?: Secret;
  /** The name Alertmanager gives the server. @default 'localhost' */
  readonly hello?: string;
  /** Send nothing to a server that offers no STARTTLS. @default true */
  readonly requireTls?: boolean;
}
export interface AlertmanagerOptions {
  readonly version: Versions['alertmanager'];
  /** @default 'http://alertmanager:9093', with `tls` 'https://alertmanager:9093' */
  readonly url?: Url;
  /** Compiles to `alertmanager/web.yml`, for `--web.config.file`. https://prometheus.io/docs/alerting/latest/https/ @default plain HTTP */
  readonly tls?: ListenerTlsOptions;
  /** Needed by `email` receivers that name no server of their own. */
  readonly smtp?: SmtpOptions;
  /**
   * Every member of a cluster, as Prometheus and Loki reach it: all of them are told, and one speaks. They find each other at port 9094 of
   * the same hosts; the file says the flags. `url` stays the address for people. @default one, without a cluster
   */
  readonly peers?: readonly `${string}:${number}`[];
}
/** An Alertmanager. Compiles to `alertmanager.yml` and its templates. */
export function alertmanager(options: AlertmanagerOptions): Server<'alertmanager'> {
  return define({ ...options, kind: 'server', server: 'alertmanager' }, alertmanager, options);
}

export interface GrafanaOptions {
  readonly version: Versions['grafana'];
  /** Where people open it: dashboard links in alerts begin with it. */
  readonly url: Url;
  /**
   * Write the alerts as rules of Grafana too, labelled `evaluated_by: grafana`. It tells its own contact points, not Alertmanager's
   * receivers, and what its rules cannot do is reported. @default false
   */
  readonly managedAlerts?: boolean;
  /**
   * Write each dashboard in Grafana's second schema too, as the object its `/apis/dashboard.grafana.app/v2beta1` takes: for Grafana
   * 12.4 and newer, and for GitOps tools that apply manifests. The classic JSON stays what is deployed. @default false
   */
  readonly v2beta1?: boolean;
  /**
   * Teams that Grafana is to have, so that folders can name them: made where they are missing, with the `email` of the team. Who is in
   * them, Grafana or its login provider says. None is ever deleted. @default none
   */
  readonly teams?: readonly AnyTeam[];
  /** Accounts of programs. One that is no longer listed is deleted, and its tokens with it. @default none */
  readonly serviceAccounts?: readonly ServiceAccount[];
}
/** A Grafana. Compiles to folders, data sources, dashboards, teams, service accounts and provisioning files. */
export function grafana(options: GrafanaOptions): Server<'grafana'> {
  return define({ ...options, kind: 'server', server: 'grafana' }, grafana, options);
}

/** Addresses that a prober asks from outside, as the blackbox exporter does. https://github.com/prometheus/blackbox_exporter */
export interface ProbedOptions {
  /** Whose series it makes: its `metrics` hold `probe_success`, its `scrape` the interval and, where it is not `/probe`, the path of the prober. */
  readonly service: Service;
  /** What is asked: `'https://shop.example.org'`. Each is an `instance`. */
  readonly at: readonly string[];
  /** Where the prober answers: `'blackbox:9115'`. */
  readonly prober: `${string}:${number}`;
  /** How it asks, by a name of its own configuration: `'http_2xx'`. @default the prober's own */
  readonly module?: string;
}

export interface Environment<S extends ServerKind = never> {
  readonly kind: 'environment';
  readonly name: string;
  /** Only in types: which servers it has. */
  readonly has?: { readonly [K in S]: true };
}
export interface EnvironmentOptions<P, A, L, T, C, G, K, M> {
  readonly name: string;
  /** External labels of everything measured there. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The external label `region`. @default none */
  readonly region?: string;
  /**
   * Services that are judged over all regions: their rules are compiled here, where the series of every region can be read, and in no
   * other environment; rules of other services not here. @default every service's rules, except those another environment names
   */
  readonly globalFor?: readonly Service[];
  readonly prometheus?: P;
  readonly alertmanager?: A;
  readonly loki?: L;
  readonly tempo?: T;
  readonly collector?: C;
  readonly grafana?: G;
  readonly kubernetes?: K;
  readonly mimir?: M;
  /**
   * Who shares its servers, each kept apart from the others: Mimir, Loki and Tempo hold what is theirs under their ids. Rules, routes of a
   * Mimir's Alertmanager, data sources and boards are compiled for each alone, into `<environment>-<tenant>`. @default nobody: all is one
   */
  readonly tenants?: readonly AnyTenant[];
  /** Where services answer there. @default `<service>:<port>` */
  readonly runs?: readonly { readonly service: Service; readonly at: readonly string[] }[];
  /**
   * Services that are looked at from outside. Compiles to a scrape job that goes through the prober, and in a cluster to a Probe of the
   * Prometheus Operator. @default none
   */
  readonly probes?: readonly ProbedOptions[];
  /** Where the generated runbooks are published. @default 'https://runbooks.invalid', which a check asks you to set */
  readonly runbooks?: Url;
}
export interface AuthoredEnvironment
  extends EnvironmentOptions<
    Server<'prometheus'> & PrometheusOptions,
    Server<'alertmanager'> & AlertmanagerOptions,
    LokiDefinition,
    TempoDefinition,
    CollectorDefinition,
    Server<'grafana'> & GrafanaOptions,
    KubernetesDefinition,
    MimirServerDefinition
  > {
  readonly kind: 'environment';
}
/** A place where the estate runs: its servers, their versions and forms. Compiles to one folder of `generated/`. */
export function environment<
  P extends Server<'prometheus'> = never,
  A extends Server<'alertmanager'> = never,
  L extends LokiDefinition = never,
  T extends TempoDefinition = never,
  C extends CollectorDefinition = never,
  G extends Server<'grafana'> = never,
  K extends KubernetesDefinition = never,
  M extends MimirServerDefinition = never,
>(options: EnvironmentOptions<P, A, L, T, C, G, K, M>): Environment<(P | A | L | T | C | G | K | M)['server']> {
  return define({ ...options, kind: 'environment' }, environment, options);
}
