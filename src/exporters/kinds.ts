import { awsXrayKind } from './aws-x-ray.ts';
import { azureMonitorKind } from './azure-monitor.ts';
import { consoleKind } from './console.ts';
import { elasticsearchKind } from './elasticsearch.ts';
import { fileKind } from './file.ts';
import { googleCloudKind } from './google-cloud.ts';
import { jaegerKind } from './jaeger.ts';
import type { ExporterKind } from './kind.ts';
import { otlpKind } from './otlp.ts';
import { prometheusRemoteWriteKind } from './prometheus-remote-write.ts';
import { s3ArchiveKind } from './s3-archive.ts';

/** Every way out of a collector. */
export const EXPORTER_KINDS = [
  awsXrayKind,
  azureMonitorKind,
  consoleKind,
  elasticsearchKind,
  fileKind,
  googleCloudKind,
  jaegerKind,
  otlpKind,
  prometheusRemoteWriteKind,
  s3ArchiveKind,
] as const;

/** The kind of an exporter; its settings were made by the kind's own constructor. */
export function exporterKind(type: string): ExporterKind {
  const kind = EXPORTER_KINDS.find((one) => one.type === type);
  if (!kind) throw new Error(`no exporter ${type}`);
  return kind as ExporterKind; // the constructor gave settings of this kind their shape
}
