import type { Secret } from '../kernel/secret.ts';
import { type Exporter, type ExporterKind, exporter } from './kind.ts';
import { secretProblems, secretText } from './literal.ts';

export interface AzureMonitorOptions {
  /** The connection string of the Application Insights resource: it holds the instrumentation key. */
  readonly connectionString: Secret;
}

/** Traces, logs and metrics to Azure Monitor. https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/azuremonitorexporter */
export function azureMonitor(options: AzureMonitorOptions): Exporter {
  return exporter('azureMonitor', options, azureMonitor);
}

export const azureMonitorKind: ExporterKind<AzureMonitorOptions> = {
  type: 'azureMonitor',
  signals: ['logs', 'metrics', 'traces'],
  component: 'azuremonitor',
  problems: ({ connectionString }) => secretProblems('connectionString', connectionString ?? null),
  wire: ({ connectionString }) => ({ id: 'azuremonitor', config: { connection_string: secretText(connectionString) } }),
};
