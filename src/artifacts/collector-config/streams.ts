import { sortedBy } from '../../kernel/canonical.ts';
import type { LogStream } from '../../model/telemetry.ts';

/** `checkout-app`: names the receiver of a stream. */
export function streamId(stream: LogStream): string {
  return `${stream.service.name}-${stream.name}`;
}

/** The streams that arrive one way, in an order that does not depend on who declared them first. */
export function streamsFrom(streams: readonly LogStream[], from: LogStream['from']): LogStream[] {
  return sortedBy(streams, (stream) => stream.address).filter((stream) => stream.from === from);
}
