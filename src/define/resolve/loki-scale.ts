import { sortedEntries } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import type { LokiServer, LokiTenant } from '../../model/environment.ts';
import type { LokiDefinition } from '../servers-telemetry.ts';
import type { ServerReport } from './report.ts';
import { shown } from './shown.ts';

const DAY_MS = 24 * 3_600_000;
/** https://grafana.com/docs/loki/latest/operations/multi-tenancy/ */
export const TENANT = /^(?!\.{1,2}$)[0-9A-Za-z!_.*'()-]{1,150}$/;

type Scale = Pick<LokiServer, 'caches' | 'form' | 'storeKeepsMs' | 'tenants' | 'zones'>;

/** What only many processes, or several tenants, have. */
export function lokiScaleOf(authored: LokiDefinition, report: ServerReport): Scale {
  const { caches = {}, form = 'single', version, zones = [] } = authored;
  if (form === 'scalable' && version === '4.0')
    report('loki/form', 'Loki 4.0 has no read, write and back end any more.', "write form: 'distributed'");
  if (form === 'single' && zones.length > 0)
    report('loki/zones', 'One process is in one zone.', "write form: 'distributed', or drop zones");
  return {
    form,
    zones,
    caches: { chunks: caches.chunks, results: caches.results },
    tenants: tenantsOf(authored, report),
    storeKeepsMs: storeKeepsOf(authored.storeKeeps, 'loki', report),
  };
}

/** undefined: for ever. */
export function storeKeepsOf(written: string | undefined, server: 'loki' | 'tempo', report: ServerReport): number | undefined {
  const keeps = written === undefined ? undefined : parseDuration(written);
  if (written !== undefined && (keeps === undefined || keeps <= 0))
    report(
      `${server}/retention`,
      `storeKeeps ${shown(written)} is no duration above zero.`,
      "write storeKeeps: '365d', or drop it",
    );
  return keeps;
}

function tenantsOf({ tenant, tenants = {} }: LokiDefinition, report: ServerReport): LokiTenant[] {
  const all = sortedEntries(tenants);
  if (all.length > 0 && tenant === undefined)
    report(
      'loki/tenant',
      'Loki with tenants refuses what names none, and what this environment sends names none.',
      "write tenant: '…', the one it sends as",
    );
  return all.map(([name, { limits = {}, retention }]) => {
    if (!TENANT.test(name))
      report('loki/tenant', `${shown(name)} is no tenant.`, "use up to 150 of letters, digits and !-_.*'()");
    const retentionMs = retention === undefined ? undefined : parseDuration(retention);
    if (retention !== undefined && (retentionMs === undefined || retentionMs < DAY_MS))
      report(
        'loki/short-retention',
        `Loki deletes by the day: the retention of ${name} is ${shown(retention)}.`,
        "write '1d' or more",
      );
    return { name, retentionMs, limits };
  });
}
