import type { SecretReference } from '../kernel/secret.ts';
import type { AuditSink } from './audit.ts';
import type { Connection } from './connection.ts';
import type { Environment, ServerKind } from './environment.ts';
import type { Named } from './named.ts';

/** How one server of an environment is reached. */
export type Reach =
  | {
      readonly by: 'files';
      readonly to: string;
      readonly reload: Connection | undefined;
      /** Where a server that cannot be told to reload says what it runs. */
      readonly health?: Connection | undefined;
    }
  | GitReach
  | MimirReach
  | { readonly by: 'api'; readonly connection: Connection }
  | KubeconfigReach;

/** A folder on a branch that something else brings to the server. */
export interface GitReach {
  readonly by: 'git';
  /** An address, or a folder below the project. */
  readonly repository: string;
  readonly branch: string;
  readonly to: string;
  readonly token: SecretReference | undefined;
}

/** A cluster, as a file of `kubectl` says how it is reached. */
export interface KubeconfigReach {
  readonly by: 'kubeconfig';
  /** Below the project, or absolute. */
  readonly path: string;
  /** undefined: the current one of the file. */
  readonly context: string | undefined;
}

/** One tenant of a Mimir: its ruler, or its Alertmanager. */
export interface MimirReach {
  readonly by: 'mimir';
  readonly connection: Connection;
  /** undefined: a Mimir without tenants. */
  readonly tenant: string | undefined;
  /** The folder that the secrets of receivers are read from when they are sent, below the project or absolute. */
  readonly secrets: string;
  /** Of its ruler; undefined: those of the environment's Mimir, or Mimir's own. */
  readonly limits?: { readonly rulesPerGroup: number | undefined; readonly ruleGroups: number | undefined };
  /** Whether an Alertmanager configuration that is not ours is replaced. */
  readonly takeOver: boolean;
}

export interface Target extends Named {
  readonly environment: Environment;
  readonly reach: Readonly<Partial<Record<ServerKind, Reach>>>;
  /** Changes that are not made without `--yes`. */
  readonly confirm: readonly ('create' | 'update' | 'move' | 'delete')[];
  /** Besides the file in the project. */
  readonly audit: readonly AuditSink[];
}
