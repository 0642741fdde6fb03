import { canonicalJson } from '../../kernel/canonical.ts';
import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import type { FolderPermission } from '../../model/dashboard.ts';
import type { Group, Lying } from './wire.ts';

const CODE = 'dashboard/folder-permissions';

/** What two definitions of one folder say differently, and what one says twice: Grafana would keep whichever came last. */
export function disagreements(group: Group): readonly Diagnostic[] {
  const [first, ...rest] = group.filter(({ folder }) => folder.permissions);
  if (!first) return [];
  const others = rest.filter((one) => canonicalJson(one.folder.permissions) !== canonicalJson(first.folder.permissions));
  return [...twice(first), ...others.map((one) => disagreement(one, first))];
}

function disagreement({ folder, address, origin }: Lying, first: Lying): Diagnostic {
  const message = `Who may do what in the folder ${folder.title} is said in two ways.`;
  return error(CODE, address, message, {
    fix: 'define the folder once, `folder({ title, permissions })`, and use it in all its dashboards',
    related: [{ at: first.address, message: 'the other way', origin: first.origin }],
    origin,
  });
}

function twice({ folder, address, origin }: Lying): readonly Diagnostic[] {
  const names = (folder.permissions ?? []).map(nameOf);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) =>
    error(CODE, address, `The folder ${folder.title} says twice what the ${name} may do.`, {
      fix: 'keep one of them: `admin` holds `edit`, and `edit` holds `view`',
      origin,
    }),
  );
}

/** `role Viewer` */
function nameOf({ to, name }: FolderPermission): string {
  return `${to} ${name}`;
}
