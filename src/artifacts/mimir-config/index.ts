import { type ConfigFile, printConfig } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileMimirConfig, compileMimirRuntime } from './compile.ts';
import type { MimirConfig, MimirRuntime } from './wire.ts';

/** `mimir/mimir.yaml`: one per environment that has Mimir. */
export const mimirConfig: ArtifactKind<ConfigFile<MimirConfig>> = {
  kind: 'mimir-config',
  server: 'mimir',
  of: 'all',
  compile: compileMimirConfig,
  print: printConfig,
  comparable: ({ config }) => config,
  applyAfter: ['mimir-runtime'],
};

/** `mimir/runtime.yaml`: the limits of its tenants. */
export const mimirRuntime: ArtifactKind<ConfigFile<MimirRuntime>> = {
  kind: 'mimir-runtime',
  server: 'mimir',
  of: 'all',
  compile: compileMimirRuntime,
  print: printConfig,
  comparable: ({ config }) => config,
  applyAfter: [],
};
