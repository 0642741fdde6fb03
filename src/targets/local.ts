import { join } from 'node:path';
import { addressOf, ESTATE } from '../kernel/address.ts';
import type { Environment, ServerKind } from '../model/environment.ts';
import type { Reach, Target } from '../model/target.ts';

export const LOCAL_TARGET = 'local';
/** Where the local target writes, below the project. */
export const LOCAL_DIRECTORY = '.signalbox/local';

/** The target that is always there: every server of an environment as a folder, with the same plan, apply and verify. */
export function localTarget(environment: Environment, directory: string = LOCAL_DIRECTORY): Target {
  const servers = Object.entries(environment.servers).filter(([, server]) => server !== undefined);
  const reach = Object.fromEntries(servers.map(([server]) => [server, folderOf(server as ServerKind, directory)])); // keys of `Servers`
  return {
    address: addressOf(ESTATE, 'target', LOCAL_TARGET),
    name: LOCAL_TARGET,
    origin: environment.origin,
    environment,
    reach,
    confirm: [],
    audit: [],
  };
}

function folderOf(server: ServerKind, directory: string): Reach {
  return { by: 'files', to: join(directory, server), reload: undefined };
}
