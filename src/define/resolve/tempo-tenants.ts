import { sortedEntries } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import type { TempoTenant } from '../../model/environment.ts';
import type { TempoDefinition, TempoTenantOptions } from '../servers-telemetry.ts';
import type { ServerReport } from './report.ts';
import { shown } from './shown.ts';
import { TENANT } from './tenant-id.ts';

/** Limits of single tenants of a Tempo. */
export function tempoTenantsOf({ tenant, tenants = {} }: TempoDefinition, report: ServerReport): TempoTenant[] {
  const all = sortedEntries(tenants);
  if (all.length > 0 && tenant === undefined)
    report(
      'tempo/tenant',
      'Tempo with tenants refuses what names none, and what this environment sends names none.',
      "write tenant: '…', the one it sends as",
    );
  return all.map(([name, one]) => {
    if (!TENANT.test(name))
      report('tempo/tenant', `${shown(name)} is no tenant.`, "use up to 150 of letters, digits and !-_.*'()");
    return tempoTenantOf(name, one, report);
  });
}

/** What one tenant has instead of everybody's. */
export function tempoTenantOf(
  name: string,
  { overrides = {}, retention }: TempoTenantOptions,
  report: ServerReport,
): TempoTenant {
  const retentionMs = retention === undefined ? undefined : parseDuration(retention);
  if (retention !== undefined && (retentionMs === undefined || retentionMs <= 0))
    report('tempo/retention', `The retention of ${name} is ${shown(retention)}.`, "write '14d'");
  return { name, retentionMs, overrides };
}
