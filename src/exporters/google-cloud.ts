import { compact } from '../kernel/canonical.ts';
import { type Exporter, type ExporterKind, exporter } from './kind.ts';
import { literal } from './literal.ts';

export interface GoogleCloudOptions {
  /** @default the project of the machine's credentials */
  readonly project?: string;
  /** Name of the log that lines without one are written to. @default 'opentelemetry.io/collector-exported-log' */
  readonly logName?: string;
}

/**
 * Traces, logs and metrics to Google Cloud Operations. Credentials are Application Default Credentials of the collector's machine.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/googlecloudexporter
 */
export function googleCloud(options: GoogleCloudOptions = {}): Exporter {
  return exporter('googleCloud', options, googleCloud);
}

export const googleCloudKind: ExporterKind<GoogleCloudOptions> = {
  type: 'googleCloud',
  signals: ['logs', 'metrics', 'traces'],
  component: 'googlecloud',
  problems: ({ project }) =>
    project === undefined || /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project)
      ? []
      : [{ message: `${JSON.stringify(project)} is no project id.`, fix: 'write the id, not the name or number' }],
  wire: ({ logName = 'opentelemetry.io/collector-exported-log', project }) => ({
    id: 'googlecloud',
    config: compact({ project, log: { default_log_name: literal(logName) } }),
  }),
};
