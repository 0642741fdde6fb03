import type { Expr, Promql } from '../../authored/query.ts';
import type { Service as AuthoredService, Slo as AuthoredSlo, System as AuthoredSystem } from '../../authored/references.ts';
import type { AuthoredSection, DashboardOptions } from '../../define/dashboard.ts';
import type { Address } from '../../kernel/address.ts';
import type { Unit } from '../../kernel/unit.ts';
import type { Service, System } from '../../model/service.ts';
import type { Slo } from '../../model/slo.ts';

/** A board we write as an author would, so that it is resolved, checked and printed in the same way. */
export interface Board {
  readonly address: Address;
  readonly tags: readonly string[];
  readonly frame: BoardFrame;
  /** Made anew each time: all boards of a large estate are more than memory should hold. One without panels is left out. */
  readonly sections: () => readonly AuthoredSection[];
}

/** What a board is without what it shows. */
export type BoardFrame = Omit<DashboardOptions, 'panels' | 'sections'>;

/** PromQL of our own, as a panel shows it. */
export function query(text: string, unit: Unit): Expr {
  return { kind: 'expr', type: 'vector', unit, strings: [text], values: [] };
}

/** The same with holes; the unit shown is read from the parsed query. */
export function ask(strings: TemplateStringsArray, ...values: readonly Promql[]): Expr {
  return { kind: 'expr', type: 'vector', unit: 'count', strings, values };
}

/** A label matcher for one of some values. */
export function anyOf(label: string, values: readonly string[]): string {
  const [only = '', ...others] = values;
  if (others.length === 0) return `${label}=${JSON.stringify(only)}`;
  return `${label}=~${JSON.stringify(values.map(escaped).join('|'))}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

// The origin of a resolved thing is the authored one: resolve sets it.
export function authoredSlo(slo: Slo): AuthoredSlo {
  return slo.origin as AuthoredSlo;
}
export function authoredService(service: Service): AuthoredService {
  return service.origin as AuthoredService;
}
export function authoredSystem(system: System): AuthoredSystem {
  return system.origin as AuthoredSystem;
}
