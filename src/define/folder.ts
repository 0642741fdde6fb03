import type { AnyTeam, Folder } from '../authored/references.ts';
import { define } from '../kernel/place.ts';

/** What everybody of a role, or of a team of Grafana's, may do. */
export type FolderPermissionOptions = {
  /** `edit` holds `view`, `admin` holds both and changing these permissions. */
  readonly may: 'view' | 'edit' | 'admin';
} & (
  | { readonly role: 'Viewer' | 'Editor' }
  /** By its name in Grafana, or a team of the estate, which `grafana({ teams })` makes. Another must be there before a deployment. */
  | { readonly team: string | AnyTeam }
);

export interface FolderOptions {
  /** The uid is made of it: another title is another folder. */
  readonly title: string;
  /**
   * Who may do what. What is listed is all that roles and teams may; an empty list leaves the folder to administrators. Grants to single
   * users are neither read nor changed. @default whatever Grafana has
   */
  readonly permissions?: readonly FolderPermissionOptions[];
}

export interface AuthoredFolder extends FolderOptions, Folder {
  readonly kind: 'folder';
  readonly title: string;
}

/**
 * A folder of dashboards and who may see and change them: `folder: payments` in a dashboard or a library panel. Compiles to
 * `grafana/folders/<uid>.json`; permissions are set only by a target that reaches Grafana by its API, because its files know none.
 * https://grafana.com/docs/grafana/latest/administration/roles-and-permissions/folder-access-control/
 */
export function folder(options: FolderOptions): AuthoredFolder {
  return define({ ...options, kind: 'folder' }, folder, options);
}
