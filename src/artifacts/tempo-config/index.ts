import { type ConfigFile, printConfig } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileTempoConfig } from './compile.ts';
import type { TempoConfig } from './wire.ts';

/** `tempo/tempo.yaml`: one per environment that has Tempo. */
export const tempoConfig: ArtifactKind<ConfigFile<TempoConfig>> = {
  kind: 'tempo-config',
  server: 'tempo',
  of: 'all',
  compile: compileTempoConfig,
  print: printConfig,
  comparable: ({ config }) => config,
  applyAfter: [],
};
