import { compact, isRecord } from '../../kernel/canonical.ts';
import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Environment, TempoServer } from '../../model/environment.ts';
import { goDuration } from '../go-duration.ts';
import { mergeRaw } from '../merge-raw.ts';
import { generatorLimits } from './generator.ts';
import type { TempoConfig } from './wire.ts';

/** Where Tempo looks for what single tenants have. */
const OVERRIDES_FILE = '/etc/tempo/overrides.yaml';

/** What every tenant has, and where single tenants have other values. */
export function overridesBlock({ tenants }: TempoServer, generated: boolean): TempoConfig | undefined {
  if (!generated && tenants.length === 0) return undefined;
  return compact({
    defaults: generated ? { metrics_generator: generatorLimits() } : undefined,
    per_tenant_override_config: tenants.length === 0 ? undefined : OVERRIDES_FILE,
  });
}

/** A tenant's values stand instead of the defaults, not over them: each has all of them. */
export function overrides({ tenants }: TempoServer, generated: boolean): TempoConfig {
  const each = tenants.map(({ name, overrides: written, retentionMs }) => {
    const own = {
      ...(generated && { metrics_generator: generatorLimits() }),
      ...(retentionMs !== undefined && { compaction: { block_retention: goDuration(retentionMs) } }),
    };
    return [name, mergeRaw(own, isRecord(written) ? written : {})] as const;
  });
  return { overrides: Object.fromEntries(each) };
}

/** What is to be kept longer than the bucket keeps it. */
export function beyondStore(server: TempoServer, { address }: Environment): Diagnostic[] {
  const { origin, storeKeepsMs } = server;
  if (storeKeepsMs === undefined) return [];
  const kept = [
    { what: 'traces', ms: server.retentionMs },
    ...server.tenants.map(({ name, retentionMs }) => ({ what: `traces of ${name}`, ms: retentionMs ?? 0 })),
  ];
  return kept
    .filter(({ ms }) => ms > storeKeepsMs)
    .map(({ ms, what }) => {
      const message = `Tempo keeps ${what} ${printDuration(ms)}, and the bucket loses them after ${printDuration(storeKeepsMs)}.`;
      const fix = 'write a shorter retention, or let the bucket keep objects longer and say so in storeKeeps';
      return error('tempo/retention-beyond-store', address, message, { fix, origin });
    });
}
