import type { Command } from 'commander';
import type { AskedServer, Tenancy } from '../../program.ts';
import type { Invocation } from '../command.ts';
import { unknownName } from '../refuse.ts';
import type { Aimed } from '../target.ts';

/** `--tenant` and how it is kept apart, on every command that asks live servers. */
export function tenantOptions(command: Command): Command {
  return command
    .option('--tenant <name>', 'read what belongs to this tenant and nothing else')
    .option('--tenant-by <way>', 'header, where the server keeps tenants apart, or label (default: what the target declares)');
}

/** What is wrong with how they were written; undefined: nothing. */
export async function wrongTenant({ options }: Invocation): Promise<string | undefined> {
  const { isTenant, TENANT_WAYS } = await import('../../program.ts');
  const { tenant, tenantBy } = options;
  if (tenant !== undefined && !isTenant(String(tenant)))
    return `\`--tenant ${tenant}\` is no name of one tenant: letters, digits and !-_.*'() only.`;
  if (tenantBy === undefined) return undefined;
  if (tenant === undefined) return '`--tenant-by` says how `--tenant` is kept apart: write --tenant NAME too.';
  const ways: readonly string[] = TENANT_WAYS;
  return ways.includes(String(tenantBy)) ? undefined : unknownName('way', String(tenantBy), ways);
}

/** Whose data of a server is read, once `wrongTenant` found nothing; undefined: everything that is let in. */
export async function tenancyOf(
  { options }: Invocation,
  server: AskedServer,
  aimed: Aimed | undefined,
): Promise<Tenancy | undefined> {
  const { tenantWayOf } = await import('../../program.ts');
  const { tenant, tenantBy } = options;
  if (tenant === undefined) return undefined;
  const declared = aimed ? tenantWayOf(aimed.target, server) : 'label';
  return { tenant: String(tenant), by: tenantBy === undefined ? declared : (String(tenantBy) as Tenancy['by']) }; // checked before
}
