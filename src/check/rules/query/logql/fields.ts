import { lokiName } from '../../../../authored/log.ts';
import type { LogStream } from '../../../../model/telemetry.ts';

export type FieldKind = LogStream['fields'][string];

/** Metadata every line sent by OTLP has. https://grafana.com/docs/loki/latest/send-data/otel/ */
const METADATA = [
  'trace_id',
  'span_id',
  'severity_text',
  'severity_number',
  'detected_level',
  'scope_name',
  'scope_version',
  'flags',
];
/** What Loki adds as it reads. */
const OURS = ['__error__', '__error_details__', '__stream_shard__', 'observed_timestamp', 'service_name', 'stream', ...METADATA];

/** The declared kind of a field; undefined where a stream does not have it or two streams differ. */
export function fieldKind(name: string, streams: readonly LogStream[]): FieldKind | undefined {
  const kinds = new Set(streams.map(({ fields }) => Object.entries(fields).find(([field]) => lokiName(field) === name)?.[1]));
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}

/** Every name a line of these streams can have by itself; undefined where a stream has no schema. */
export function knownNames(streams: readonly LogStream[]): ReadonlySet<string> | undefined {
  if (streams.length === 0 || streams.some(({ fields }) => Object.keys(fields).length === 0)) return undefined;
  return new Set([
    ...OURS,
    ...streams.flatMap(({ fields, labels }) => [...Object.keys(fields), ...Object.keys(labels)].map(lokiName)),
  ]);
}

/** Whether a line can have it: declared, inside something declared (`user_id` of `user`), or the second of a name (`x_extracted`). */
export function isKnown(name: string, known: ReadonlySet<string>): boolean {
  if (known.has(name) || known.has(name.replace(/_extracted$/, ''))) return true;
  for (let at = name.indexOf('_'); at > 0; at = name.indexOf('_', at + 1)) if (known.has(name.slice(0, at))) return true;
  return false;
}
