import type { Artifact } from '../../artifacts/kind.ts';
import type { Wanted } from '../../plan/observation.ts';
import { asTenant } from '../engine-url.ts';
import { OutsideFailure } from '../failure.ts';
import { httpClient } from '../http.ts';
import type { TargetKind } from '../kind.ts';
import { groupId, groupState, groupsOfFile, type RulerGroup } from './groups.ts';
import { rulerSession } from './session.ts';

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
  async open(reach, scope, io) {
    if (reach.by !== 'api') throw new OutsideFailure('loki is not reached by its API', { kind: 'misconfigured' });
    const client = httpClient(asTenant(reach.connection, scope.servers.loki?.tenant), io);
    return rulerSession(client, namespacePrefix(scope.environment), io);
  },
};

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
