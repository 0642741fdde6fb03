import type { Estate } from '../../model/estate.ts';
import type { EngineName } from '../../model/query.ts';
import type { Service } from '../../model/service.ts';
import type { Board } from './board.ts';
import type { Scope } from './scopes.ts';
import type { Work } from './work.ts';

/** What boards are made from. */
export interface BoardInput {
  readonly estate: Estate;
  /** Systems with their services, and the services without a system. */
  readonly scopes: readonly Scope[];
  /** What a service does that may fail, the most telling first. */
  readonly worksOf: (service: Service) => readonly Work[];
  /** What every Grafana of the estate can ask. */
  readonly engines: ReadonlySet<EngineName>;
  /** The boards that were made before, which this one may lead to. */
  readonly made: readonly Board[];
}

/** A kind of derived board: what it makes of the estate, nothing where there is nothing to show. */
export type BoardKind = (input: BoardInput) => readonly Board[];
