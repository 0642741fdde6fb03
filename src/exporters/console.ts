import { type Exporter, type ExporterKind, exporter } from './kind.ts';

export interface ConsoleOptions {
  /** `basic` counts, `normal` is a line each, `detailed` prints every attribute. @default 'normal' */
  readonly verbosity?: 'basic' | 'normal' | 'detailed';
}

/** Everything to the collector's own standard output, for development. https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/debugexporter */
export function consoleExporter(options: ConsoleOptions = {}): Exporter {
  return exporter('console', options, consoleExporter);
}

export const consoleKind: ExporterKind<ConsoleOptions> = {
  type: 'console',
  signals: ['logs', 'metrics', 'traces'],
  component: 'debug',
  problems: () => [],
  wire: ({ verbosity = 'normal' }) => ({ id: 'debug/console', config: { verbosity } }),
};
