import type { AnyMetric } from '../authored/metric.ts';
import { define } from '../kernel/place.ts';
import type { BoardName, BoardTemplate } from '../model/board-choice.ts';

export interface BoardsOptions {
  /**
   * `minimal`: services, SLOs, the overview and the board of whoever is on call. `development` adds errors, performance, health, resources,
   * versions, business and single executions; `production` adds capacity, cost and tenants. @default 'production'
   */
  readonly template?: BoardTemplate;
  /** Boards of the template that are not wanted. @default none */
  readonly without?: readonly BoardName[];
  /** What the business board shows. @default every metric of your own that counts something no technical word is in the name of */
  readonly business?: readonly AnyMetric[];
}

export interface AuthoredBoards extends BoardsOptions {
  readonly kind: 'boards';
}

/**
 * Which boards are derived from the definitions, for the whole estate. One such definition at most. A board you write yourself takes the
 * place of a derived one of its name: `dashboard({ system, name: 'errors', … })`.
 */
export function boards(options: BoardsOptions): AuthoredBoards {
  return define({ ...options, kind: 'boards' }, boards, options);
}
