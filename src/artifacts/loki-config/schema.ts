import { has } from '../../model/versions/change.ts';
import { LOKI_CHANGES } from '../../model/versions/loki.ts';
import { at, listAt, textAt } from './key-path.ts';
import type { LokiConfigProblem } from './problem.ts';

/** Structured metadata needs it. https://grafana.com/docs/loki/latest/operations/storage/schema/ */
const WANTED_SCHEMA = 13;
const WANTED_PERIOD = '24h';
const DELETED_IN_4 = ['row_shards', 'chunks', 'index.tags'];

export function schemaProblems(config: unknown, version: string): LokiConfigProblem[] {
  const periods = listAt(config, 'schema_config.configs');
  if (periods.length === 0) return [noSchema()];
  const active = periods.length - 1;
  return [
    ...periods.flatMap((period, index) => periodProblems(period, index, index === active, config, version)),
    ...orderProblems(periods),
  ];
}

function noSchema(): LokiConfigProblem {
  return {
    code: 'loki/no-schema',
    severity: 'error',
    path: 'schema_config.configs',
    message: 'There is no schema period: Loki panics at start with "index out of range".',
    fix: 'add a period with store: tsdb, schema: v13, index.period: 24h',
  };
}

function periodProblems(period: unknown, index: number, active: boolean, config: unknown, version: string): LokiConfigProblem[] {
  const path = `schema_config.configs[${index}]`;
  const on = at(config, 'limits_config.allow_structured_metadata') ?? has(LOKI_CHANGES.structuredMetadata, version);
  const metadata = on !== false;
  const legacyRefused = has(LOKI_CHANGES.strict4, version) || (active && metadata);
  return [
    ...storeProblems(period, path, legacyRefused, version),
    ...schemaVersionProblems(period, path, active && metadata, version),
    ...indexProblems(period, path),
    ...(has(LOKI_CHANGES.strict4, version) ? deletedProblems(period, path, version) : []),
  ];
}

function storeProblems(period: unknown, path: string, refused: boolean, version: string): LokiConfigProblem[] {
  const store = textAt(period, 'store');
  if (store === 'tsdb') return [];
  const message = `The index type ${store ?? '(none)'} is legacy: Loki ${version} ${refused ? 'does not start with it' : 'still reads it, 4.0 does not'}.`;
  const fix =
    'add a period that starts in the future with store: tsdb, schema: v13, and keep this one until its data has expired';
  return [{ code: 'loki/legacy-schema', severity: refused ? 'error' : 'warning', path: `${path}.store`, message, fix }];
}

function schemaVersionProblems(period: unknown, path: string, refused: boolean, version: string): LokiConfigProblem[] {
  const schema = textAt(period, 'schema') ?? '(none)';
  const number = Number(/^v(\d+)$/.exec(schema)?.[1]);
  if (number >= WANTED_SCHEMA) return [];
  const message = `Schema ${schema} cannot hold structured metadata${refused ? `: Loki ${version} does not start ("schema v13 is required")` : ''}.`;
  const fix = 'add a period that starts in the future with schema: v13';
  return [{ code: 'loki/legacy-schema', severity: refused ? 'error' : 'warning', path: `${path}.schema`, message, fix }];
}

function indexProblems(period: unknown, path: string): LokiConfigProblem[] {
  const indexPeriod = textAt(period, 'index.period');
  if (textAt(period, 'store') !== 'tsdb' || indexPeriod === WANTED_PERIOD) return [];
  const message = `A tsdb index has tables of 24h, not ${indexPeriod ?? '(none)'}.`;
  return [{ code: 'loki/index-period', severity: 'error', path: `${path}.index.period`, message, fix: 'set index.period: 24h' }];
}

function deletedProblems(period: unknown, path: string, version: string): LokiConfigProblem[] {
  return DELETED_IN_4.filter((key) => at(period, key) !== undefined).map((key) => ({
    code: 'loki/deleted-key',
    severity: 'error',
    path: `${path}.${key}`,
    message: `Loki ${version} does not start with ${path}.${key}, which was removed in 4.0.`,
    fix: 'remove it',
  }));
}

function orderProblems(periods: readonly unknown[]): LokiConfigProblem[] {
  const starts = periods.map((period) => textAt(period, 'from') ?? '');
  return starts.flatMap((from, index) => {
    const before = starts[index - 1];
    if (before === undefined || before < from) return [];
    const message = `Period ${index} starts at ${from || '(nothing)'}, not after ${before}.`;
    const path = `schema_config.configs[${index}].from`;
    return [{ code: 'loki/schema-order', severity: 'error' as const, path, message, fix: 'order the periods by from' }];
  });
}
