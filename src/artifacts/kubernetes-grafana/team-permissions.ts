import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import type { CompileInput } from '../kind.ts';
import { foldersOf } from './folders.ts';

/** What teams may do in folders: the operator takes the numbers that one Grafana gave them, and no names. */
export function teamPermissions(input: CompileInput): readonly Diagnostic[] {
  const { address, name, servers } = input.environment;
  return foldersOf(input, false).flatMap(({ folder, from }) => {
    const teams = (folder.permissions ?? []).filter(({ to }) => to === 'team').map((one) => one.name);
    if (teams.length === 0) return [];
    const message = `The Grafana Operator takes no teams by name: what ${teams.join(', ')} may do in ${folder.title} is lost in ${name}.`;
    const fix = 'grant it to a role, or reach Grafana by its API: target({ grafana: api({ … }) })';
    const origin = servers.kubernetes?.origin;
    return [error('kubernetes/not-carried', from[0] ?? address, message, { fix, ...(origin ? { origin } : {}) })];
  });
}
