import { isRecord } from '../../kernel/canonical.ts';
import type { AuditSink } from '../../model/audit.ts';
import { connectionIn } from './connection.ts';
import { unknownFields, type Written, wrong } from './written.ts';

const SINK = "auditFile({ path: 'audit.jsonl' }) or auditLoki({ url: 'https://…' })";
const JOB = { job: 'signalbox-audit' } as const;
const FILE_FIELDS: ReadonlySet<string> = new Set(['kind', 'path']);
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Where a target's audit goes; every mistake in it is reported. */
export function auditSinksIn(value: unknown, where: Written): readonly AuditSink[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    wrong(value, `a list: [${SINK}]`, where);
    return [];
  }
  return value.flatMap((one: unknown, at) => sinkIn(one, { ...where, field: `${where.field}[${at}]` }) ?? []);
}

function sinkIn(value: unknown, where: Written): AuditSink | undefined {
  const kind = isRecord(value) ? value['kind'] : undefined;
  if (isRecord(value) && kind === 'audit-file') return fileIn(value, where);
  if (isRecord(value) && kind === 'audit-loki') return lokiIn(value, where);
  wrong(value, SINK, where);
  return undefined;
}

function fileIn(value: Record<string, unknown>, where: Written): AuditSink | undefined {
  unknownFields(value, FILE_FIELDS, where);
  const { path } = value;
  if (typeof path === 'string' && path.trim() !== '' && !path.includes('\0')) return { to: 'file', path };
  wrong(path, "a file: 'audit.jsonl'", { ...where, field: `${where.field}.path` });
  return undefined;
}

function lokiIn({ labels = JOB, ...way }: Record<string, unknown>, where: Written): AuditSink | undefined {
  const connection = connectionIn(way, where);
  if (isRecord(labels) && Object.keys(labels).length > 0 && Object.entries(labels).every(isLabel)) {
    return { to: 'loki', connection, labels: { ...labels } as Record<string, string> }; // every one was looked at
  }
  wrong(labels, "labels of a stream: { job: 'signalbox-audit' }", { ...where, field: `${where.field}.labels` });
  return undefined;
}

function isLabel([name, value]: readonly [string, unknown]): boolean {
  return LABEL.test(name) && typeof value === 'string' && value !== '';
}
