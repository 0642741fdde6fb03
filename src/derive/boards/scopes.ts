import { addressOf, ESTATE } from '../../kernel/address.ts';
import { grouped } from '../../kernel/grouped.ts';
import type { BoardName } from '../../model/board-choice.ts';
import type { Estate } from '../../model/estate.ts';
import type { Service, System } from '../../model/service.ts';
import { authoredSystem, type Board, type BoardFrame } from './board.ts';

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

interface Written extends Pick<BoardFrame, 'description' | 'variables' | 'range' | 'refresh' | 'annotations'> {
  readonly sections: Board['sections'];
}

/** A board about a scope that has something to show. */
export function scopeBoard(name: BoardName, title: string, scope: Scope, { sections, ...written }: Written): Board {
  const { system } = scope;
  const of = system ? { system: authoredSystem(system), title: `${system.title}: ${title}` } : { title: `Services: ${title}` };
  return { address: addressOf(scope.name, 'board', name), tags: [name], frame: { name, ...written, ...of }, sections };
}

/** A board about everything. */
export function estateBoard(name: BoardName, title: string, { sections, ...written }: Written): Board {
  return { address: addressOf(ESTATE, 'board', name), tags: [name], frame: { name, title, ...written }, sections };
}
