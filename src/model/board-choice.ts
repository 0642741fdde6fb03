/** How much is derived; each holds what the one before holds. */
export const TEMPLATES = ['minimal', 'development', 'production'] as const;
export type BoardTemplate = (typeof TEMPLATES)[number];

/** Every derived board, and the smallest template that holds it. */
export const DERIVED_BOARDS = {
  business: 'development',
  capacity: 'production',
  cost: 'production',
  errors: 'development',
  execution: 'development',
  health: 'development',
  'on-call': 'minimal',
  overview: 'minimal',
  performance: 'development',
  resources: 'development',
  service: 'minimal',
  slos: 'minimal',
  tenants: 'production',
  versions: 'development',
} as const satisfies Readonly<Record<string, BoardTemplate>>;
export type BoardName = keyof typeof DERIVED_BOARDS;

/** Which boards are derived. */
export interface BoardChoice {
  readonly template: BoardTemplate;
  readonly without: ReadonlySet<string>;
  /** Metrics, as authored, that say how the business does; empty: those that no other board takes for technical ones. */
  readonly business: ReadonlySet<object>;
}

/** All of them. */
export const EVERY_BOARD: BoardChoice = { template: 'production', without: new Set(), business: new Set() };

/** Whether a board is in the template and not left out. */
export function isChosen(name: BoardName, { template, without }: BoardChoice): boolean {
  return !without.has(name) && TEMPLATES.indexOf(DERIVED_BOARDS[name]) <= TEMPLATES.indexOf(template);
}
