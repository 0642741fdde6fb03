import type { BoardName } from '../../model/board-choice.ts';
import { businessBoards } from './business-board.ts';
import { capacityBoards } from './capacity-board.ts';
import { costBoards } from './cost-board.ts';
import { errorsBoards } from './errors-board.ts';
import { executionBoards } from './execution-board.ts';
import { healthBoards } from './health-board.ts';
import type { BoardKind } from './kind.ts';
import { onCallBoards } from './on-call-board.ts';
import { overviewBoards } from './overview-board.ts';
import { performanceBoards } from './performance-board.ts';
import { resourcesBoards } from './resources-board.ts';
import { serviceBoards } from './service-board.ts';
import { sloBoards } from './slo-board.ts';
import { tenantsBoards } from './tenants-board.ts';
import { versionsBoards } from './versions-board.ts';

/** Every derived board, in the order they are made; the overview is last, because it leads to the others. */
export const boardKinds: Readonly<Record<BoardName, BoardKind>> = {
  service: serviceBoards,
  slos: sloBoards,
  business: businessBoards,
  capacity: capacityBoards,
  cost: costBoards,
  errors: errorsBoards,
  execution: executionBoards,
  health: healthBoards,
  performance: performanceBoards,
  resources: resourcesBoards,
  tenants: tenantsBoards,
  versions: versionsBoards,
  'on-call': onCallBoards,
  overview: overviewBoards,
};
