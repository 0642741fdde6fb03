import { has } from '../../model/versions/change.ts';
import { refusedKeys } from '../../model/versions/changes.ts';
import { LOKI_CHANGES } from '../../model/versions/loki.ts';
import { at } from './key-path.ts';
import type { LokiConfigProblem } from './problem.ts';

interface DeletedKey {
  readonly path: string;
  readonly since: string;
  readonly fix: string;
}

/** Roles of the simple scalable form; `-verify-config` does not look at the target. */
const DELETED_TARGETS: ReadonlySet<unknown> = new Set(['read', 'write', 'backend', 'table-manager']);

export function keyProblems(config: unknown, version: string): LokiConfigProblem[] {
  const deleted = refusedKeys('loki', version).filter(({ path }) => at(config, path) !== undefined);
  return [...deleted.map((key) => deletedKey(key, version)), ...targetProblems(config, version)];
}

function deletedKey({ path, since, fix }: DeletedKey, version: string): LokiConfigProblem {
  const message = `Loki ${version} does not start with ${path}, which was removed in ${since}.`;
  return { code: 'loki/deleted-key', severity: 'error', path, message, fix };
}

function targetProblems(config: unknown, version: string): LokiConfigProblem[] {
  const target = at(config, 'target');
  if (!has(LOKI_CHANGES.noScalable, version) || !DELETED_TARGETS.has(target)) return [];
  const message = `Loki ${version} has no target ${String(target)}.`;
  return [
    { code: 'loki/deleted-key', severity: 'error', path: 'target', message, fix: 'run target all, or one process per component' },
  ];
}
