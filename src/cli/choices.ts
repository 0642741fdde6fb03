import { Option } from 'commander';

/** What options can be, for the help and for those who point at a command. The modules that know it are read only when a command runs. */
export const CHOICES = {
  advice: [
    'cardinality',
    'unused metric',
    'unused rule',
    'buckets',
    'dead target',
    'noisy alert',
    'error handling',
    'resources',
    'flow structure',
    'parallelism',
    'merge strategy',
    'version',
    'retention',
  ],
  alertState: ['firing', 'silenced', 'inhibited', 'muted'],
  checkFormat: ['text', 'json', 'sarif', 'github', 'junit'],
  language: ['promql', 'logql', 'traceql', 'json'],
  method: ['z-score', 'iqr', 'seasonal', 'level-shift', 'composite'],
  severity: ['low', 'medium', 'high'],
  together: ['all', 'majority', 'any'],
} as const;

/** An option with these values; the command itself refuses others, and says which was meant. */
export function choiceOption(flags: string, says: string, values: readonly string[]): Option {
  const option = new Option(flags, says);
  option.argChoices = [...values];
  return option;
}
