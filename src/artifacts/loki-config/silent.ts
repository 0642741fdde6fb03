import { has } from '../../model/versions/change.ts';
import { LOKI_CHANGES } from '../../model/versions/loki.ts';
import { at, listAt, textAt } from './key-path.ts';
import type { LokiConfigProblem } from './problem.ts';

interface SilentTrap {
  readonly code: string;
  readonly path: string;
  readonly caught: (config: unknown, version: string) => boolean;
  readonly message: string;
  readonly fix: string;
}

/** What a server takes without a word and then does not do: none of these is found by `-verify-config`. */
const TRAPS: readonly SilentTrap[] = [
  {
    code: 'loki/ruler-storage',
    path: 'ruler_storage',
    caught: (config, version) => thanos(config, version) && at(config, 'ruler_storage.backend') === undefined,
    message: 'The ruler has no storage: its API answers 404 and no rule runs.',
    fix: 'set ruler_storage.backend at the top level, not ruler.storage',
  },
  {
    code: 'loki/ignored-key',
    path: 'ruler.storage',
    caught: (config, version) => thanos(config, version) && at(config, 'ruler.storage') !== undefined,
    message: 'ruler.storage is ignored when use_thanos_objstore is on.',
    fix: 'move it to ruler_storage, at the top level',
  },
  {
    code: 'loki/ignored-key',
    path: 'storage_config.aws',
    caught: (config, version) => thanos(config, version) && at(config, 'storage_config.aws') !== undefined,
    message: 'storage_config.aws is ignored when use_thanos_objstore is on.',
    fix: 'move it to storage_config.object_store.s3: bucket_name, endpoint, region',
  },
  {
    code: 'loki/ignored-key',
    path: 'limits_config.per_tenant_override_config',
    caught: (config, version) =>
      has(LOKI_CHANGES.tenantOverrides, version) && at(config, 'limits_config.per_tenant_override_config') !== undefined,
    message: 'limits_config.per_tenant_override_config is ignored since 4.0: tenants get the global limits.',
    fix: 'set runtime_config.file',
  },
  {
    code: 'loki/working-directory',
    path: 'storage_config.object_store.filesystem.dir',
    caught: (config, version) =>
      thanos(config, version) && usesFilesystem(config) && !isAbsolute(config, 'storage_config.object_store.filesystem.dir'),
    message: 'Without a directory, chunks and index are written below the working directory of the process.',
    fix: 'set storage_config.object_store.filesystem.dir to an absolute path',
  },
  {
    code: 'loki/working-directory',
    path: 'ruler.wal.dir',
    caught: (config, version) =>
      !has(LOKI_CHANGES.rulerWal, version) && at(config, 'ruler') !== undefined && !isAbsolute(config, 'ruler.wal.dir'),
    message: 'The write-ahead log of the ruler goes below the working directory of the process, which may be read-only.',
    fix: 'set ruler.wal.dir to an absolute path',
  },
];

export function silentProblems(config: unknown, version: string): LokiConfigProblem[] {
  return TRAPS.filter((trap) => trap.caught(config, version)).map(({ code, path, message, fix }) => ({
    code,
    severity: 'error',
    path,
    message,
    fix,
  }));
}

/** 4.0 uses the new clients unless told otherwise; 3.x only when told. */
function thanos(config: unknown, version: string): boolean {
  return (at(config, 'storage_config.use_thanos_objstore') ?? has(LOKI_CHANGES.thanosDefault, version)) === true;
}

function usesFilesystem(config: unknown): boolean {
  return listAt(config, 'schema_config.configs').some((period) => at(period, 'object_store') === 'filesystem');
}

function isAbsolute(config: unknown, path: string): boolean {
  return textAt(config, path)?.startsWith('/') === true;
}
