import type { OptionNames } from '../../../authored/option-names.ts';
import type { LokiTenantOptions } from '../../loki-scale.ts';
import type { MimirLimitsOptions } from '../../mimir-server.ts';
import type { TempoTenantOptions } from '../../servers-telemetry.ts';
import type { TenantLimitsOptions } from '../../tenant.ts';

/** What a tenant may have, wherever it is said. */
export const LIMITS = {
  metrics: {
    retention: true,
    series: true,
    samplesPerSecond: true,
    exemplars: true,
    rulesPerGroup: true,
    ruleGroups: true,
    raw: true,
  } satisfies OptionNames<MimirLimitsOptions>,
  logs: { retention: true, limits: true } satisfies OptionNames<LokiTenantOptions>,
  traces: { retention: true, overrides: true } satisfies OptionNames<TempoTenantOptions>,
} satisfies OptionNames<TenantLimitsOptions>;
