import { type ConfigFile, printConfig } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileAlertmanager } from './compile.ts';

/** Routes, receivers, inhibitions, time intervals. https://prometheus.io/docs/alerting/latest/configuration/ */
export const alertmanagerConfig: ArtifactKind<ConfigFile<object>> = {
  kind: 'alertmanager-config',
  server: 'alertmanager',
  applyAfter: ['alertmanager-templates'],
  compile: compileAlertmanager,
  print: printConfig,
  comparable: ({ config }) => config,
};
