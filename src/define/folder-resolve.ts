import type { Folder as AnyFolder } from '../authored/references.ts';
import { ESTATE } from '../kernel/address.ts';
import { sortedBy } from '../kernel/canonical.ts';
import type { Folder, FolderPermission } from '../model/dashboard.ts';
import type { System } from '../model/service.ts';
import { folderUid } from '../panels/identity.ts';
import type { AuthoredFolder, FolderPermissionOptions } from './folder.ts';

/** Where something lies: the folder its author chose, else one of its own for each system, so that rights and ownership follow systems. */
export function resolveFolder(folder: string | AnyFolder | undefined, system: System | undefined): Folder {
  if (typeof folder === 'string') return { uid: folderUid(folder), title: folder, permissions: undefined };
  if (folder) return authoredFolder(folder as AuthoredFolder); // only `folder` makes them
  const [name, title] = system ? [system.name, system.title] : [ESTATE, 'Estate'];
  return { uid: folderUid(name), title, permissions: undefined };
}

function authoredFolder({ title, permissions }: AuthoredFolder): Folder {
  const sorted = permissions && sortedBy(permissions.map(permissionOf), ({ to, name }) => `${to} ${name}`);
  return { uid: folderUid(title), title, permissions: sorted };
}

function permissionOf({ may, ...to }: FolderPermissionOptions): FolderPermission {
  if ('role' in to) return { to: 'role', name: to.role, may };
  return { to: 'team', name: typeof to.team === 'string' ? to.team : to.team.name, may };
}
