import { isRecord } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { at, listAt, textAt } from './key-path.ts';
import type { LokiConfigProblem } from './problem.ts';

/** https://grafana.com/docs/loki/latest/operations/storage/retention/ ; the server checks it for streams only. */
export const MIN_RETENTION_MS = 24 * 3_600_000;

export function retentionProblems(config: unknown): LokiConfigProblem[] {
  const periods = [
    { path: 'limits_config.retention_period', text: textAt(config, 'limits_config.retention_period') },
    ...listAt(config, 'limits_config.retention_stream').map((rule, index) => ({
      path: `limits_config.retention_stream[${index}].period`,
      text: isRecord(rule) ? textAt(rule, 'period') : undefined,
    })),
  ];
  return [...periods.flatMap(({ path, text }) => tooShort(path, text)), ...uselessProblems(config)];
}

/** 0s keeps for ever. */
function tooShort(path: string, text: string | undefined): LokiConfigProblem[] {
  const milliseconds = text === undefined ? 0 : parseDuration(text);
  if (milliseconds === undefined || milliseconds === 0 || milliseconds >= MIN_RETENTION_MS) return [];
  const message = `Loki deletes by the day: ${text} is below 24h.`;
  return [{ code: 'loki/short-retention', severity: 'error', path, message, fix: 'write 24h or more' }];
}

function uselessProblems(config: unknown): LokiConfigProblem[] {
  const enabled = at(config, 'compactor.retention_enabled') === true;
  const limited = at(config, 'limits_config.retention_period') !== undefined;
  if (enabled && at(config, 'compactor.delete_request_store') === undefined) {
    const message = 'Retention is on and the compactor has no store for delete requests: Loki does not start.';
    return [
      { code: 'loki/delete-store', severity: 'error', path: 'compactor', message, fix: 'set compactor.delete_request_store' },
    ];
  }
  if (enabled || !limited) return [];
  const message = 'limits_config.retention_period is set and nothing is deleted: the compactor has retention_enabled off.';
  return [
    {
      code: 'loki/ignored-key',
      severity: 'error',
      path: 'limits_config.retention_period',
      message,
      fix: 'set compactor.retention_enabled: true',
    },
  ];
}
