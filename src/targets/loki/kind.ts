import type { Artifact } from '../../artifacts/kind.ts';
import type { Connection } from '../../model/connection.ts';
import type { Reach } from '../../model/target.ts';
import type { Wanted } from '../../plan/observation.ts';
import { asTenant } from '../engine-url.ts';
import { OutsideFailure } from '../failure.ts';
import { httpClient, httpReader } from '../http.ts';
import type { Scope, TargetKind } from '../kind.ts';
import { groupId, groupState, groupsOfFile, type RulerGroup } from './groups.ts';
import { rulerObserver, rulerSession } from './session.ts';

const RULES = 'loki-rules';

/**
 * Loki's ruler by its API: one namespace for each rule file, named after the environment and the file. Ours are the namespaces
 * of our environment; a colon cannot stand in a name, so no environment is the beginning of another.
 */
export const lokiApi: TargetKind = {
  server: 'loki',
  by: 'api',
  judge(artifact) {
    if (artifact.kind !== RULES)
      return { refused: 'the API of Loki takes rules only: deploy this file yourself, or with `files`' };
    return groupsOfFile(artifact.text) === undefined ? { refused: 'this is no rule file' } : 'carried';
  },
  wanted: (artifact) => (groupsOfFile(artifact.text) ?? []).map((group) => wantedGroup(artifact, group)),
  look: async (reach, scope, io) =>
    rulerObserver(httpReader(connectionOf(reach, scope), io), namespacePrefix(scope.environment), io),
  open: async (reach, scope, io) =>
    rulerSession(httpClient(connectionOf(reach, scope), io), namespacePrefix(scope.environment), io),
};

function connectionOf(reach: Reach, { servers }: Scope): Connection {
  if (reach.by === 'api') return asTenant(reach.connection, servers.loki?.tenant);
  throw new OutsideFailure('loki is not reached by its API', { kind: 'misconfigured' });
}

/** The ruler takes a group with a slash in its name and can never delete it (404, seen in 3.7.8), so it gets a colon. */
function wantedGroup(artifact: Artifact, written: RulerGroup): Wanted {
  const group = { ...written, name: written.name.replaceAll('/', ':') };
  const file = artifact.path.split('/').at(-1) ?? '';
  const namespace = `${namespacePrefix(artifact.environment)}${file.replace(/\.ya?ml$/, '')}`;
  const id = groupId(namespace, group.name);
  return { id, server: 'loki', kind: RULES, from: artifact.from, state: groupState(group), place: '', body: group };
}

function namespacePrefix(environment: string): string {
  return `signalbox-${environment}:`;
}
