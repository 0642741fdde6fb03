import { byText, compact, sortedEntries } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { MimirLimits, MimirServer } from '../../model/environment.ts';
import type { MimirRuntime } from './wire.ts';

type Blocks = Readonly<Record<string, unknown>>;

/** Mimir's own: ten seconds of the rate, at once. */
const BURST = 10;
/** Who everybody is where there are no tenants. */
const NOBODY = 'anonymous';

/** Of everybody. */
export function limits({ deduplicate, defaults, retentionMs }: MimirServer): Blocks {
  const dedup = { accept_ha_samples: true, ha_cluster_label: 'cluster', ha_replica_label: '__replica__' };
  return {
    ...(deduplicate && dedup),
    ...limitsOf({ ...defaults, retentionMs: defaults.retentionMs ?? retentionMs }),
  };
}

/** Of each tenant, and which rules its ruler only keeps. */
export function runtime(server: MimirServer): MimirRuntime {
  const own = server.tenant ?? NOBODY;
  const muted = server.rules === 'loaded' ? { [own]: MUTED } : {};
  const written = [...server.limits].map(([tenant, one]): [string, Blocks] => [tenant, { ...limitsOf(one), ...muted[tenant] }]);
  const all = { ...muted, ...Object.fromEntries(written) };
  return { overrides: Object.fromEntries(Object.entries(all).sort(([a], [b]) => byText(a, b))) };
}

const MUTED: Blocks = { ruler_alerting_rules_evaluation_enabled: false, ruler_recording_rules_evaluation_enabled: false };

function limitsOf(one: MimirLimits): Blocks {
  const { exemplars, raw, retentionMs, ruleGroups, rulesPerGroup, samplesPerSecond, series } = one;
  const named = compact({
    compactor_blocks_retention_period: retentionMs === undefined ? undefined : printDuration(retentionMs),
    ingestion_burst_size: samplesPerSecond === undefined ? undefined : samplesPerSecond * BURST,
    ingestion_rate: samplesPerSecond,
    max_global_exemplars_per_user: exemplars,
    max_global_series_per_user: series,
    ruler_max_rule_groups_per_tenant: ruleGroups,
    ruler_max_rules_per_rule_group: rulesPerGroup,
  });
  return { ...named, ...Object.fromEntries(sortedEntries(raw)) };
}
