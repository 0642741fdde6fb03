import type { MimirReach } from '../../model/target.ts';
import { connectionIn } from './connection.ts';
import { shown } from './shown.ts';
import { TENANT } from './tenant-id.ts';
import type { Written } from './written.ts';

const SECRETS = 'secrets';

type Way = { readonly [K in 'tenant' | 'secrets' | 'takeOver' | 'rulesPerGroup' | 'ruleGroups']?: unknown };

export function mimirReachOf(way: Way, where: Written): MimirReach {
  const { tenant, secrets = SECRETS, takeOver, rulesPerGroup, ruleGroups, ...rest } = way;
  const { field, at, origin, report } = where;
  const fail = (message: string, fix: string) => report.error('target/mimir', at, message, { origin, fix });
  const isTenant = typeof tenant === 'string' && TENANT.test(tenant);
  if (tenant !== undefined && !isTenant)
    fail(`\`${field}.tenant\` is ${shown(tenant)}, which Mimir refuses.`, "write letters, digits and !-_.*'() only, up to 150");
  const isFolder = typeof secrets === 'string' && secrets !== '' && !secrets.includes('\0');
  if (!isFolder)
    fail(`\`${field}.secrets\` is ${shown(secrets)}, which is no folder.`, "write the folder they are in: 'secrets'");
  if (takeOver !== undefined && takeOver !== tenant)
    fail(
      `\`${field}.takeOver\` is ${shown(takeOver)}, which is not the tenant.`,
      'name the tenant whose configuration is to be replaced',
    );
  return {
    by: 'mimir',
    connection: connectionIn(rest, where),
    tenant: isTenant ? tenant : undefined,
    secrets: isFolder ? secrets : SECRETS,
    takeOver: isTenant && takeOver === tenant,
    limits: {
      rulesPerGroup: countIn('rulesPerGroup', rulesPerGroup, where),
      ruleGroups: countIn('ruleGroups', ruleGroups, where),
    },
  };
}

function countIn(name: string, value: unknown, where: Written): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && Number(value) > 0)) return value as number | undefined; // as asked
  const { field, at, origin, report } = where;
  const message = `\`${field}.${name}\` is ${shown(value)}, which is no number of rules.`;
  report.error('target/mimir', at, message, { origin, fix: `write ${name}: 20` });
  return undefined;
}
