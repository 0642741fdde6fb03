import type { AnyTenant } from '../authored/references.ts';
import type { Url } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { Secret } from '../kernel/secret.ts';
import type { ServerKind } from '../model/environment.ts';
import type { Target as ResolvedTarget } from '../model/target.ts';
import type { AuditFile, AuditLoki } from './audit.ts';
import type { ConnectionOptions } from './connection.ts';
import type { Environment } from './environment.ts';
import type { Mimir } from './mimir.ts';

export interface FilesOptions {
  /** The folder the server reads, below the project or absolute. Mount the folder, not its files: they are replaced, not rewritten. */
  readonly to: string;
  /**
   * Where Prometheus (started with `--web.enable-lifecycle`) or Alertmanager is told to read it again, and asked what it read: an
   * address, or all that is needed to talk to it.
   * @default nobody is told: the server reads the folder when it starts
   */
  readonly reload?: Url | ConnectionOptions;
  /**
   * Where Loki, Tempo or the collector (its health check, port 13133) is asked how it is and what it runs, after a deployment and by
   * `plan`: they read their files only when they start, and a warning says when that is still to come.
   * @default it is not asked
   */
  readonly health?: Url | ConnectionOptions;
}
export interface Files extends FilesOptions {
  readonly kind: 'files';
}
/** A folder a server reads. Ours in it are the files its `.signalbox.json` names; nothing else is touched. Left out: nobody is told to reload. */
export function files(options: FilesOptions): Files {
  return define({ ...options, kind: 'files' }, files, options);
}

export interface Api extends ConnectionOptions {
  readonly kind: 'api';
}
/**
 * The HTTP API of a Grafana, of Loki's ruler, or of a Kubernetes cluster. Objects without our mark are never touched. Left out: nothing
 * is sent to be let in, certificates are those Node trusts, a proxy is the one the environment names, and a server has 30s for an answer.
 */
export function api(options: ConnectionOptions): Api {
  return define({ ...options, kind: 'api' }, api, options);
}

export interface GitOptions {
  /** `https://…`, `ssh://…`, `git@host:path`, or a folder below the project. Never with a password in it. */
  readonly repository: string;
  /** Made by the first deployment where there is none. Nobody else's commit on it is ever overwritten. */
  readonly branch: string;
  /** The server's folder on the branch. What is ours in it are the files its `.signalbox.json` names. */
  readonly to: string;
  /** For `https`: an access token that may push. @default git's own helpers and keys */
  readonly token?: Secret;
}
export interface Git extends GitOptions {
  readonly kind: 'git';
}
/**
 * A folder on a branch, for servers that Argo CD, Flux or a job of yours brings their files to: a deployment is one commit for each
 * server, pushed when everything in it is proved. Left out: git asks its own helpers and keys, not you.
 */
export function git(options: GitOptions): Git {
  return define({ ...options, kind: 'git' }, git, options);
}

export interface KubeconfigOptions {
  /** Below the project, or absolute: `'/etc/deploy/kubeconfig'`. */
  readonly path: string;
  /** @default the current context of the file */
  readonly context?: string;
}
export interface Kubeconfig extends KubeconfigOptions {
  readonly kind: 'kubeconfig';
}
/**
 * The API of a cluster, as a file of `kubectl` says: its address, its authority, a token, a login or a client certificate. Read when
 * something is deployed; nothing of it stands in a plan. Left out: the current context.
 * https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function kubeconfig(options: KubeconfigOptions): Kubeconfig {
  return define({ ...options, kind: 'kubeconfig' }, kubeconfig, options);
}

/** How each kind of server can be reached. */
interface Ways {
  prometheus: Files | Git | Mimir;
  alertmanager: Files | Git | Mimir;
  loki: Files | Api | Git;
  tempo: Files | Git;
  mimir: Files | Git | Mimir;
  collector: Files | Git;
  grafana: Files | Api | Git;
  kubernetes: Files | Api | Git | Kubeconfig;
}
export interface Target {
  readonly kind: 'target';
  readonly name: string;
}
export type TargetOptions<S extends ServerKind> = {
  readonly name: string;
  readonly environment: Environment<S>;
  /** Whose share of an environment with `tenants` it is: its rules, routes, data sources and boards. @default what all of them share */
  readonly tenant?: AnyTenant;
  /** Changes that are made only with `--yes`. @default none */
  readonly confirm?: readonly ('create' | 'update' | 'move' | 'delete')[];
  /**
   * Where it is written down who deployed, rolled back, acknowledged or asked the gate, besides `.signalbox/audit.jsonl`.
   * @default nowhere else
   */
  readonly audit?: readonly (AuditFile | AuditLoki)[];
} & { readonly [K in NoInfer<S>]?: Ways[K] };
export interface AuthoredTarget extends Target, Partial<Ways> {
  readonly environment: object;
  readonly tenant?: AnyTenant;
  readonly confirm?: ResolvedTarget['confirm'];
  readonly audit?: unknown;
}

/**
 * Where an environment runs, and how each of its servers is reached: what `signalbox plan --target NAME` compares and
 * `signalbox deploy --target NAME` changes. Servers left out are left alone. Left out: nothing has to be confirmed.
 */
export function target<S extends ServerKind>(options: TargetOptions<S>): Target {
  return define({ ...options, kind: 'target' }, target, options);
}
