import type { CommandGroup } from '../command.ts';
import { adviceCommand } from './versions/advice.ts';
import { compareCommand } from './versions/compare.ts';
import { compatibilityCommand } from './versions/compatibility.ts';
import { transitionsCommand } from './versions/transitions.ts';
import { usageCommand } from './versions/usage.ts';

/** Which versions run, by the info metrics that the definitions declare. */
export const versionsCommand: CommandGroup = {
  name: 'versions',
  summary:
    'versions: what runs where, who changed when, whether the new one is worse, which do not go together, what should not run',
  commands: [usageCommand, transitionsCommand, compareCommand, compatibilityCommand, adviceCommand],
};
