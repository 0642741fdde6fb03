import { sortedEntries } from '../../kernel/canonical.ts';
import type { ConfigFile } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileOtelEnvironment, type OtelEnvironment } from './compile.ts';

/** `otel/<service>.env`: what the OpenTelemetry SDK of a traced service reads from its environment. */
export const otelEnvironment: ArtifactKind<ConfigFile<OtelEnvironment>> = {
  kind: 'otel-environment',
  server: 'docs',
  of: 'all',
  compile: compileOtelEnvironment,
  print: ({ header, config }) =>
    [...header.map((line) => `# ${line}`), ...sortedEntries(config).map(([name, value]) => `${name}=${value}`), ''].join('\n'),
  comparable: ({ config }) => config,
  applyAfter: [],
};
