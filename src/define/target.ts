import type { Url } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { Secret } from '../kernel/secret.ts';
import type { ServerKind } from '../model/environment.ts';
import type { Target as ResolvedTarget } from '../model/target.ts';
import type { Environment } from './environment.ts';

export interface FilesOptions {
  /** The folder the server reads, below the project or absolute. Mount the folder, not its files: they are replaced, not rewritten. */
  readonly to: string;
  /**
   * Where Prometheus (started with `--web.enable-lifecycle`) or Alertmanager is told to read it again, and asked what it read.
   * @default nobody is told: the server reads the folder when it starts
   */
  readonly reload?: Url;
}
export interface Files extends FilesOptions {
  readonly kind: 'files';
}
/** A folder a server reads. Ours in it are the files its `.signalbox.json` names; nothing else is touched. Left out: nobody is told to reload. */
export function files(options: FilesOptions): Files {
  return define({ ...options, kind: 'files' }, files);
}

export interface ApiOptions {
  readonly url: Url;
  /** A bearer token: for Grafana and Kubernetes, that of a service account. @default none is sent */
  readonly token?: Secret;
}
export interface Api extends ApiOptions {
  readonly kind: 'api';
}
/** The HTTP API of a Grafana, of Loki's ruler, or of a Kubernetes cluster. Objects without our mark are never touched. Left out: no token is sent. */
export function api(options: ApiOptions): Api {
  return define({ ...options, kind: 'api' }, api);
}

/** How each kind of server can be reached. */
interface Ways {
  prometheus: Files;
  alertmanager: Files;
  loki: Files | Api;
  tempo: Files;
  collector: Files;
  grafana: Files | Api;
  kubernetes: Files | Api;
}
export interface Target {
  readonly kind: 'target';
  readonly name: string;
}
export type TargetOptions<S extends ServerKind> = {
  readonly name: string;
  readonly environment: Environment<S>;
  /** Changes that are made only with `--yes`. @default none */
  readonly confirm?: readonly ('create' | 'update' | 'move' | 'delete')[];
} & { readonly [K in NoInfer<S>]?: Ways[K] };
export interface AuthoredTarget extends Target, Partial<Ways> {
  readonly environment: object;
  readonly confirm?: ResolvedTarget['confirm'];
}

/**
 * Where an environment runs, and how each of its servers is reached: what `signalbox plan --target NAME` compares and
 * `signalbox deploy --target NAME` changes. Servers left out are left alone. Left out: nothing has to be confirmed.
 */
export function target<S extends ServerKind>(options: TargetOptions<S>): Target {
  return define({ ...options, kind: 'target' }, target);
}
