import { byText, sortedBy } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { LokiServer } from '../../model/environment.ts';
import type { LogStream } from '../../model/telemetry.ts';
import { has } from '../../model/versions/change.ts';
import { LOKI_CHANGES } from '../../model/versions/loki.ts';
import type { LimitsConfig, RetentionStream } from './wire.ts';

/** The attribute that names a log stream; with `service.name` it is on every line, so retention can tell streams apart. */
export const STREAM_ATTRIBUTE = 'stream';

/**
 * Where rules of two classes meet, the one that must not be shortened wins.
 * https://grafana.com/docs/loki/latest/operations/storage/retention/#configuring-the-retention-period
 */
const PRIORITY: Readonly<Record<LogStream['class'], number>> = { audit: 3, system: 2, application: 1 };

/** Retention, and which attributes of a line are its index: those the streams declare, and nothing by default. */
export function limits(server: LokiServer, streams: readonly LogStream[]): LimitsConfig {
  const retention = retentionStreams(streams);
  return {
    retention_period: printDuration(server.retentionMs),
    ...(retention.length > 0 && { retention_stream: retention }),
    ...(has(LOKI_CHANGES.otlp, server.version) && metadata(streams)),
  };
}

/** Which attributes of a line are labels; the others are beside it. */
function metadata(streams: readonly LogStream[]): Pick<LimitsConfig, 'allow_structured_metadata' | 'otlp_config'> {
  const attributes_config = [{ action: 'index_label' as const, attributes: indexAttributes(streams) }];
  return {
    allow_structured_metadata: true,
    otlp_config: { resource_attributes: { ignore_defaults: true, attributes_config } },
  };
}

/** `service.name` and `stream`, then the labels of every stream. */
export function indexAttributes(streams: readonly LogStream[]): string[] {
  const labels = new Set(streams.flatMap((stream) => Object.keys(stream.labels)));
  return ['service.name', STREAM_ATTRIBUTE, ...[...labels].sort(byText)];
}

function retentionStreams(streams: readonly LogStream[]): RetentionStream[] {
  return sortedBy(streams, (stream) => stream.address).flatMap((stream) => {
    if (stream.retentionMs === undefined) return [];
    const selector = `{service_name=${JSON.stringify(stream.service.name)}, stream=${JSON.stringify(stream.name)}}`;
    return [{ selector, priority: PRIORITY[stream.class], period: printDuration(stream.retentionMs) }];
  });
}
