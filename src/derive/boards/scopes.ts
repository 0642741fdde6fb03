import { type AuthoredDashboard, type DashboardOptions, dashboard } from '../../define/dashboard.ts';
import { addressOf, ESTATE } from '../../kernel/address.ts';
import { grouped } from '../../kernel/grouped.ts';
import type { BoardName } from '../../model/board-choice.ts';
import type { Estate } from '../../model/estate.ts';
import type { Service, System } from '../../model/service.ts';
import { authoredSystem, type Board } from './board.ts';

/** Services one board is about: those of a system, or all that have none. */
export interface Scope {
  /** The scope of its addresses. */
  readonly name: string;
  readonly system: System | undefined;
  readonly services: readonly Service[];
}

export function scopesOf({ services, systems }: Pick<Estate, 'services' | 'systems'>): readonly Scope[] {
  const bySystem = grouped(services, ({ system }) => system);
  const of = (system: System | undefined) => bySystem.get(system) ?? [];
  const all: Scope[] = [
    ...systems.map((system) => ({ name: system.name, system, services: of(system) })),
    { name: ESTATE, system: undefined, services: of(undefined) },
  ];
  return all.filter((scope) => scope.services.length > 0);
}

type Written = Pick<DashboardOptions, 'description' | 'sections' | 'variables' | 'range' | 'refresh' | 'annotations'>;

/** A board about a scope; none where it has no panel. */
export function scopeBoard(name: BoardName, title: string, scope: Scope, write: () => Written): readonly Board[] {
  const { system } = scope;
  const of = system ? { system: authoredSystem(system), title: `${system.title}: ${title}` } : { title: `Services: ${title}` };
  return boardOf(scope.name, name, () => dashboard({ ...filled(write()), ...of, name }));
}

/** A board about everything. */
export function estateBoard(name: BoardName, title: string, write: () => Written): readonly Board[] {
  return boardOf(ESTATE, name, () => dashboard({ ...filled(write()), title, name }));
}

function boardOf(scope: string, name: BoardName, make: () => AuthoredDashboard): readonly Board[] {
  const { sections = [] } = make();
  return sections.length === 0 ? [] : [{ address: addressOf(scope, 'board', name), tags: [name], make }];
}

/** Without the sections in which there is nothing to show. */
function filled(written: Written): Written {
  return { ...written, sections: (written.sections ?? []).filter(({ panels }) => panels.length > 0) };
}
