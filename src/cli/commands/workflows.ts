import type { CommandGroup } from '../command.ts';
import { activeCommand } from './workflows/active.ts';
import { recentCommand } from './workflows/recent.ts';
import { statsCommand, stepsCommand } from './workflows/stats.ts';

/** What `executionTracker` of `signalbox/runtime` counts and writes, read back. */
export const workflowsCommand: CommandGroup = {
  name: 'workflows',
  summary: 'workflows: under way, recent executions, success rate and durations, step by step',
  commands: [activeCommand, recentCommand, statsCommand, stepsCommand],
};
