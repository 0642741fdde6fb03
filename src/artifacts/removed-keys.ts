import { isRecord } from '../kernel/canonical.ts';
import { type Diagnostic, error } from '../kernel/diagnostic.ts';
import type { CollectorServer, Environment, TempoServer } from '../model/environment.ts';
import { refusedKeys } from '../model/versions/changes.ts';
import { SERVER_NAMES } from '../model/versions/lines.ts';
import { at } from './loki-config/key-path.ts';

/** What `raw` brought back that a server of this version refuses or reads no more. */
export function removedKeys(
  kind: 'collector' | 'tempo',
  config: unknown,
  { server, environment }: { readonly server: CollectorServer | TempoServer; readonly environment: Environment },
): Diagnostic[] {
  const found = refusedKeys(kind, server.version).filter(({ path }) => holds(config, path));
  return found.map(({ fix, path, since }) => {
    const message = `The configuration of ${SERVER_NAMES[kind]} ${server.version} holds ${path}, which was removed in ${since}.`;
    return error('environment/removed-key', environment.address, message, { fix, origin: server.origin });
  });
}

/** A component may have a name of its own after its type: `exporters.loki` is `loki/audit` too. */
function holds(config: unknown, path: string): boolean {
  const last = path.lastIndexOf('.');
  const block = last === -1 ? config : at(config, path.slice(0, last));
  const key = path.slice(last + 1);
  return isRecord(block) && Object.keys(block).some((one) => one === key || one.startsWith(`${key}/`));
}
