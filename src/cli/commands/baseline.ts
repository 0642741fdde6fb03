import type { CommandGroup } from '../command.ts';
import { compareCommand } from './baseline/compare.ts';
import { saveCommand } from './baseline/save.ts';

/** How things were, to hold how they are against it: before and after a release, this week and last. */
export const baselineCommand: CommandGroup = {
  name: 'baseline',
  summary: 'remember how measurements are now, and compare with it later',
  commands: [saveCommand, compareCommand],
};
