import { type ConfigFile, printConfig } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileCollectorConfig } from './compile.ts';
import type { CollectorConfig } from './wire.ts';

/** `collector/config.yaml`: one per environment that has a collector. */
export const collectorConfig: ArtifactKind<ConfigFile<CollectorConfig>> = {
  kind: 'collector-config',
  server: 'collector',
  of: 'all',
  compile: compileCollectorConfig,
  print: printConfig,
  comparable: ({ config }) => config,
  applyAfter: [],
};
