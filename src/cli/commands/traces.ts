import type { CommandGroup } from '../command.ts';
import { bottlenecksCommand } from './traces/bottlenecks.ts';
import { causationCommand } from './traces/causation.ts';
import { criticalPathCommand } from './traces/critical-path.ts';
import { errorsCommand } from './traces/errors.ts';
import { searchCommand } from './traces/search.ts';
import { showCommand } from './traces/show.ts';

/** What single requests did, span by span. */
export const tracesCommand: CommandGroup = {
  name: 'traces',
  summary: 'traces: search, one as a tree, its critical path, bottlenecks, how failures spread, what caused what',
  commands: [searchCommand, showCommand, criticalPathCommand, bottlenecksCommand, errorsCommand, causationCommand],
};
