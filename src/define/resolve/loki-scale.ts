import { sortedEntries } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import type { LokiServer, LokiTenant } from '../../model/environment.ts';
import { has } from '../../model/versions/change.ts';
import { LOKI_CHANGES } from '../../model/versions/loki.ts';
import type { LokiTenantOptions } from '../loki-scale.ts';
import type { LokiDefinition } from '../servers-telemetry.ts';
import type { ServerReport } from './report.ts';
import { shown } from './shown.ts';
import { TENANT } from './tenant-id.ts';

const DAY_MS = 24 * 3_600_000;
type Scale = Pick<LokiServer, 'caches' | 'form' | 'tenants' | 'zones'>;

/** What only many processes, or several tenants, have. */
export function lokiScaleOf(authored: LokiDefinition, report: ServerReport): Scale {
  const { caches = {}, form = 'single', version } = authored;
  const zones = [...new Set(authored.zones)];
  if (form === 'scalable' && has(LOKI_CHANGES.noScalable, version))
    report('loki/form', 'Loki 4.0 has no read, write and back end any more.', "write form: 'distributed'");
  if (form === 'single' && zones.length > 0)
    report('loki/zones', 'One process is in one zone.', "write form: 'distributed', or drop zones");
  return {
    form,
    zones,
    caches: { chunks: caches.chunks, results: caches.results },
    tenants: tenantsOf(authored, report),
  };
}

function tenantsOf({ tenant, tenants = {} }: LokiDefinition, report: ServerReport): LokiTenant[] {
  const all = sortedEntries(tenants);
  if (all.length > 0 && tenant === undefined)
    report(
      'loki/tenant',
      'Loki with tenants refuses what names none, and what this environment sends names none.',
      "write tenant: '…', the one it sends as",
    );
  return all.map(([name, one]) => {
    if (!TENANT.test(name))
      report('loki/tenant', `${shown(name)} is no tenant.`, "use up to 150 of letters, digits and !-_.*'()");
    return lokiTenantOf(name, one, report);
  });
}

/** What one tenant has instead of everybody's. */
export function lokiTenantOf(name: string, { limits = {}, retention }: LokiTenantOptions, report: ServerReport): LokiTenant {
  const retentionMs = retention === undefined ? undefined : parseDuration(retention);
  if (retention !== undefined && (retentionMs === undefined || retentionMs < DAY_MS))
    report(
      'loki/short-retention',
      `Loki deletes by the day: the retention of ${name} is ${shown(retention)}.`,
      "write '1d' or more",
    );
  return { name, retentionMs, limits };
}
