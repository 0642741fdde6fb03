import { isRecord } from '../../kernel/canonical.ts';
import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { parseDuration, printDuration } from '../../kernel/duration.ts';
import type { Environment, LokiServer } from '../../model/environment.ts';
import { expiresMsOf } from '../../model/object-store.ts';
import type { LogStream } from '../../model/telemetry.ts';

/** What is to be kept longer than the bucket keeps it. */
export function beyondStore(server: LokiServer, { address }: Environment, streams: readonly LogStream[]): Diagnostic[] {
  const expiresMs = expiresMsOf(server.store);
  if (expiresMs === undefined) return [];
  const kept = [
    { what: 'lines', ms: server.retentionMs },
    { what: 'lines', ms: writtenMs(server.raw['limits_config']) },
    ...server.tenants.map(({ limits, name, retentionMs }) => ({
      what: `lines of ${name}`,
      ms: retentionMs ?? writtenMs(limits),
    })),
    ...streams.map(({ address: stream, retentionMs }) => ({ what: stream, ms: retentionMs ?? 0 })),
  ];
  return kept
    .filter(({ ms }) => ms > expiresMs)
    .map(({ ms, what }) => {
      const message = `Loki keeps ${what} ${printDuration(ms)}, and the bucket loses them after ${printDuration(expiresMs)}.`;
      const fix = 'write a shorter retention, or let the bucket keep objects longer and say so in its `expires`';
      return error('loki/retention-beyond-store', address, message, { fix, origin: server.origin });
    });
}

/** In Loki's own words, which `raw` and the limits of a tenant are in. */
function writtenMs(limits: unknown): number {
  const written = isRecord(limits) ? limits['retention_period'] : undefined;
  return (typeof written === 'string' ? parseDuration(written) : undefined) ?? 0;
}
