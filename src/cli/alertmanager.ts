import type { Command } from 'commander';
import type { Alertmanager } from '../program.ts';
import { connectionIn, missing, serverOptions, whereIn } from './ask/servers.ts';
import { tenancyOf } from './ask/tenant.ts';
import type { Invocation } from './command.ts';
import type { ExitCode } from './exit.ts';
import { refuse } from './refuse.ts';
import type { Aimed } from './target.ts';

/** An Alertmanager that is asked, and the definitions, where it was found by a target of theirs. */
export interface Reached {
  readonly alertmanager: Alertmanager;
  readonly url: string;
  readonly aimed: Aimed | undefined;
  /** What every alert that is meant carries, where one Alertmanager holds those of several tenants. */
  readonly tenantLabels: Readonly<Record<string, string>>;
}

/** `--target NAME` or `--alertmanager URL`, and `--tenant NAME`. */
export function alertmanagerOptions(command: Command): Command {
  return serverOptions(command, ['alertmanager']);
}

/** Finds the server; prints why not and gives the exit code where there is none. */
export async function reachAlertmanager(invocation: Invocation): Promise<Reached | ExitCode> {
  const where = await whereIn(invocation, { engines: ['alertmanager'], definitions: false });
  if (typeof where === 'number') return where;
  const { aimed, io } = where;
  const at = await connectionIn(invocation, 'alertmanager', aimed);
  if (!at) return refuse(invocation, missing('alertmanager', where));
  const { alertmanagerClient, TENANT_LABEL } = await import('../program.ts');
  const tenancy = await tenancyOf(invocation, 'alertmanager', aimed);
  const alertmanager = alertmanagerClient(at, io, tenancy);
  const tenantLabels = tenancy?.by === 'label' ? { [TENANT_LABEL]: tenancy.tenant } : {};
  return { alertmanager, url: alertmanager.url, aimed, tenantLabels };
}
