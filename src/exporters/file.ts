import { compact } from '../kernel/canonical.ts';
import type { SettingProblem } from '../receivers/field.ts';
import { type Exporter, type ExporterKind, exporter } from './kind.ts';
import { literal } from './literal.ts';

export interface FileOptions {
  /** On the collector's machine, where it may write: `'/var/lib/otelcol/telemetry.json'`. */
  readonly path: `/${string}`;
  /** The file is put aside when it is so large. @default 100 */
  readonly megabytes?: number;
  /** How long files that were put aside are kept. @default as long as they are among the newest 100 */
  readonly days?: number;
}

/**
 * Everything into a file, a JSON object of OTLP a line; put aside when it is full.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/fileexporter
 */
export function fileExporter(options: FileOptions): Exporter {
  return exporter('file', options, fileExporter);
}

export const fileKind: ExporterKind<FileOptions> = {
  type: 'file',
  signals: ['logs', 'metrics', 'traces'],
  component: 'file',
  problems: ({ days, megabytes, path }) => [
    ...(path.startsWith('/') ? [] : [noPath(path)]),
    ...aboveZero('megabytes', megabytes),
    ...aboveZero('days', days),
  ],
  wire: ({ days, megabytes = 100, path }) => ({
    id: 'file',
    config: { path: literal(path), rotation: compact({ max_megabytes: megabytes, max_days: days }) },
  }),
};

function noPath(path: string): SettingProblem {
  return { message: `The path ${JSON.stringify(path)} is not absolute.`, fix: "write '/var/lib/otelcol/telemetry.json'" };
}

function aboveZero(field: string, value: number | undefined): SettingProblem[] {
  if (value === undefined || (Number.isInteger(value) && value > 0)) return [];
  return [{ message: `\`${field}\` is ${value}: no whole number above zero.`, fix: `write ${field}: 30` }];
}
