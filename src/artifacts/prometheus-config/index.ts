import { type ConfigFile, printConfig } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { compilePrometheusConfig } from './compile.ts';

/** The server's own config: what it scrapes, which rules it runs, whom it tells. https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
export const prometheusConfig: ArtifactKind<ConfigFile<object>> = {
  kind: 'prometheus-config',
  server: 'prometheus',
  of: 'all',
  applyAfter: ['prometheus-rules'],
  compile: compilePrometheusConfig,
  print: printConfig,
  comparable: ({ config }) => config,
};
