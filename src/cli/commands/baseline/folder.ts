import { resolve } from 'node:path';
import type { Command } from 'commander';
import { directoryOf, type Invocation } from '../../command.ts';

export const POINTS = 240;

export function folderOption(command: Command): Command {
  return command.option('--baselines <folder>', 'where they are kept', '.signalbox/baselines');
}

export function folderIn(invocation: Invocation): string {
  return resolve(directoryOf(invocation), String(invocation.options['baselines']));
}

export const NO_NAME = "A baseline's name is letters, digits, dots, dashes and underscores, as of a file: 'before-1.4'.";
