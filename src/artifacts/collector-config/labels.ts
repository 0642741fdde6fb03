import { literal } from '../../exporters/literal.ts';
import { byText } from '../../kernel/canonical.ts';
import type { CollectorServer } from '../../model/environment.ts';
import type { LogStream } from '../../model/telemetry.ts';
import { STREAM_ATTRIBUTE } from '../loki-config/limits.ts';
import { streamsFrom } from './streams.ts';
import type { Components } from './wire.ts';

/** Lets `transform` give each record its own resource. Off by default at 0.156. */
export const FLATTEN_GATE = 'transform.flatten.logs';

/**
 * Records that came by OTLP hold their labels as attributes, and Loki's index reads only the resource: records of one
 * resource are told apart here. `groupbyattrs` does it in every contrib distribution; `transform` does it where the gate is on.
 */
export function labelProcessors(server: CollectorServer, streams: readonly LogStream[]): Components {
  const received = streamsFrom(streams, 'otlp');
  if (received.length === 0) return {};
  const labels = [STREAM_ATTRIBUTE, ...new Set(received.flatMap((stream) => Object.keys(stream.labels)).sort(byText))];
  const before = labels.includes('level') ? [LEVEL] : [];
  if (server.featureGates.includes(FLATTEN_GATE)) {
    return {
      'transform/labels': statements(
        [...before, ...labels.flatMap((label) => toResource(label, received)), ...defaults(received)],
        { flatten_data: true },
      ),
    };
  }
  return {
    ...(before.length > 0 && { 'transform/level': statements(before) }),
    groupbyattrs: { keys: labels },
    ...(defaults(received).length > 0 && { 'transform/stream': statements(defaults(received)) }),
  };
}

/** SDKs say the level as severity. */
const LEVEL =
  'set(log.attributes["level"], ConvertCase(log.severity_text, "lower")) where log.attributes["level"] == nil and log.severity_text != ""';

function statements(log: readonly string[], more: object = {}): Record<string, unknown> {
  return { error_mode: 'ignore', ...more, log_statements: log };
}

/** A value outside a closed set stays an attribute: it never becomes a new series in the index. */
function toResource(label: string, streams: readonly LogStream[]): string[] {
  const attribute = `log.attributes[${JSON.stringify(label)}]`;
  const known = knownValues(label, streams);
  const condition = known === undefined ? `${attribute} != nil` : `IsMatch(${attribute}, ${JSON.stringify(literal(known))})`;
  return [
    `set(resource.attributes[${JSON.stringify(label)}], ${attribute}) where ${condition}`,
    `delete_key(log.attributes, ${JSON.stringify(label)}) where ${condition}`,
  ];
}

/** A pattern of what a label may hold, or undefined where a stream lets it hold anything. */
function knownValues(label: string, streams: readonly LogStream[]): string | undefined {
  if (label === STREAM_ATTRIBUTE) return alternatives(streams.map((stream) => stream.name));
  const shapes = streams.flatMap((stream) => stream.labels[label] ?? []);
  return shapes.every(({ values }) => values !== undefined)
    ? alternatives(shapes.flatMap(({ values = [] }) => values))
    : undefined;
}

function alternatives(values: readonly string[]): string {
  const escaped = [...new Set(values)].sort(byText).map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return `^(?:${escaped.join('|')})$`;
}

/** A service with one stream need not name it; one with several says which in the attribute `stream`. */
function defaults(streams: readonly LogStream[]): string[] {
  return streams.flatMap((stream) => {
    if (streams.some((other) => other !== stream && other.service === stream.service)) return [];
    const attribute = `resource.attributes[${JSON.stringify(STREAM_ATTRIBUTE)}]`;
    const service = JSON.stringify(literal(stream.service.name));
    return `set(${attribute}, ${JSON.stringify(literal(stream.name))}) where resource.attributes["service.name"] == ${service} and ${attribute} == nil`;
  });
}
