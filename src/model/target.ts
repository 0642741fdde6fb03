import type { Connection } from './connection.ts';
import type { Environment, ServerKind } from './environment.ts';
import type { Named } from './named.ts';

/** How one server of an environment is reached. */
export type Reach =
  | { readonly by: 'files'; readonly to: string; readonly reload: Connection | undefined }
  | { readonly by: 'api'; readonly connection: Connection };

export interface Target extends Named {
  readonly environment: Environment;
  readonly reach: Readonly<Partial<Record<ServerKind, Reach>>>;
  /** Changes that are not made without `--yes`. */
  readonly confirm: readonly ('create' | 'update' | 'move' | 'delete')[];
}
