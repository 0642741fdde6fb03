import { compact, isRecord } from '../../kernel/canonical.ts';
import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Environment, TempoServer } from '../../model/environment.ts';
import { expiresMsOf } from '../../model/object-store.ts';
import { goDuration } from '../go-duration.ts';
import { mergeRaw } from '../merge-raw.ts';
import { generatorLimits } from './generator.ts';
import type { TempoConfig } from './wire.ts';

/** Where Tempo looks for what single tenants have. */
const OVERRIDES_FILE = '/etc/tempo/overrides.yaml';

/** Tempo's own at 3.0: what the entry of a tenant does not say is zero there, and a limit of zero takes no span. https://github.com/grafana/tempo/issues/4996 */
const DEFAULTS = {
  ingestion: {
    rate_strategy: 'local',
    rate_limit_bytes: 30_000_000,
    burst_size_bytes: 30_000_000,
    max_traces_per_user: 10_000,
    retry_info_enabled: true,
  },
  read: { max_bytes_per_tag_values_query: 1_000_000, max_condition_groups_per_tag_query: 100 },
  global: { max_bytes_per_trace: 5_000_000 },
};

/** What every tenant has, and where single tenants have other values. */
export function overridesBlock({ tenants }: TempoServer, generated: boolean): TempoConfig | undefined {
  if (!generated && tenants.length === 0) return undefined;
  return compact({
    defaults: generated ? { metrics_generator: generatorLimits() } : undefined,
    per_tenant_override_config: tenants.length === 0 ? undefined : OVERRIDES_FILE,
  });
}

/** A tenant's values stand instead of the defaults, not over them: each has all of them, and its retention even where it is the server's. */
export function overrides(server: TempoServer, generated: boolean): TempoConfig {
  const each = server.tenants.map(({ name, overrides: written, retentionMs = server.retentionMs }) => {
    const own = {
      ...DEFAULTS,
      ...(generated && { metrics_generator: generatorLimits() }),
      compaction: { block_retention: goDuration(retentionMs) },
    };
    return [name, mergeRaw(own, isRecord(written) ? written : {})] as const;
  });
  return { overrides: Object.fromEntries(each) };
}

/** What is to be kept longer than the bucket keeps it. */
export function beyondStore(server: TempoServer, { address }: Environment): Diagnostic[] {
  const { origin } = server;
  const expiresMs = expiresMsOf(server.store);
  if (expiresMs === undefined) return [];
  const kept = [
    { what: 'traces', ms: server.retentionMs },
    ...server.tenants.map(({ name, retentionMs }) => ({ what: `traces of ${name}`, ms: retentionMs ?? 0 })),
  ];
  return kept
    .filter(({ ms }) => ms > expiresMs)
    .map(({ ms, what }) => {
      const message = `Tempo keeps ${what} ${printDuration(ms)}, and the bucket loses them after ${printDuration(expiresMs)}.`;
      const fix = 'write a shorter retention, or let the bucket keep objects longer and say so in its `expires`';
      return error('tempo/retention-beyond-store', address, message, { fix, origin });
    });
}
