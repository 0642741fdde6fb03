import type { AnyTeam, System } from '../authored/references.ts';
import { define } from '../kernel/place.ts';

export interface SystemOptions {
  readonly name: string;
  /** @default the name */
  readonly title?: string;
  /** Owns every service of the system that names no owner of its own. */
  readonly owner: AnyTeam;
}
export interface AuthoredSystem extends System, SystemOptions {
  readonly kind: 'system';
  readonly name: string;
}

/** Services that belong together: one folder of dashboards, one SLO board, one owner by default. */
export function system(options: SystemOptions): AuthoredSystem {
  return define({ ...options, kind: 'system' }, system, options);
}
