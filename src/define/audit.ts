import { define } from '../kernel/place.ts';
import type { ConnectionOptions } from './connection.ts';

export interface AuditFileOptions {
  /** Below the project, or absolute. It is made where there is none, readable by its owner alone. */
  readonly path: string;
}
export interface AuditFile extends AuditFileOptions {
  readonly kind: 'audit-file';
}
/** Appends one line of JSON for each deployment, rollback, acknowledgement and decision of the gate. */
export function auditFile(options: AuditFileOptions): AuditFile {
  return define({ ...options, kind: 'audit-file' }, auditFile, options);
}

export interface AuditLokiOptions extends ConnectionOptions {
  /** Labels of the stream; few, and none that differ from one line to the next. @default { job: 'signalbox-audit' } */
  readonly labels?: Readonly<Record<string, string>>;
}
export interface AuditLoki extends AuditLokiOptions {
  readonly kind: 'audit-loki';
}
/**
 * Pushes the same lines to Loki. Left out: the stream is `{job="signalbox-audit"}`.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
export function auditLoki(options: AuditLokiOptions): AuditLoki {
  return define({ ...options, kind: 'audit-loki' }, auditLoki, options);
}
