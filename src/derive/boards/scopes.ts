import { type AuthoredDashboard, type DashboardOptions, dashboard } from '../../define/dashboard.ts';
import { addressOf, ESTATE } from '../../kernel/address.ts';
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
  const of = (system: System | undefined) => services.filter((one) => one.system === system);
  const all: Scope[] = [
    ...systems.map((system) => ({ name: system.name, system, services: of(system) })),
    { name: ESTATE, system: undefined, services: of(undefined) },
  ];
  return all.filter((scope) => scope.services.length > 0);
}

type Written = Pick<DashboardOptions, 'description' | 'sections' | 'variables' | 'range' | 'refresh' | 'annotations'>;

/** A board about a scope; none where it has no panel. */
export function scopeBoard(name: BoardName, title: string, scope: Scope, written: Written): readonly Board[] {
  const { system } = scope;
  const of = system ? { system: authoredSystem(system), title: `${system.title}: ${title}` } : { title: `Services: ${title}` };
  return boardOf(scope.name, dashboard({ ...filled(written), ...of, name }), [name]);
}

/** A board about everything. */
export function estateBoard(name: BoardName, title: string, written: Written): readonly Board[] {
  return boardOf(ESTATE, dashboard({ ...filled(written), title, name }), [name]);
}

function boardOf(scope: string, authored: AuthoredDashboard, tags: readonly string[]): readonly Board[] {
  const { name, sections = [] } = authored;
  return sections.length === 0 ? [] : [{ address: addressOf(scope, 'board', name), authored, tags }];
}

/** Without the sections in which there is nothing to show. */
function filled(written: Written): Written {
  return { ...written, sections: (written.sections ?? []).filter(({ panels }) => panels.length > 0) };
}
