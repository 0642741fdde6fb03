import { type ConfigFile, printConfig } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileLokiConfig } from './compile.ts';
import type { LokiConfig } from './wire.ts';

/** `loki/loki.yaml`: one per environment that has Loki. */
export const lokiConfig: ArtifactKind<ConfigFile<LokiConfig>> = {
  kind: 'loki-config',
  server: 'loki',
  of: 'all',
  compile: compileLokiConfig,
  print: printConfig,
  comparable: ({ config }) => config,
  applyAfter: [],
};
