import type { Artifact } from '../../artifacts/kind.ts';
import type { Connection } from '../../model/connection.ts';
import type { Reach } from '../../model/target.ts';
import type { Wanted } from '../../plan/observation.ts';
import { httpClient, httpReader } from '../http.ts';
import type { Scope, TargetKind } from '../kind.ts';
import { groupId, groupState, groupsOfFile, type RulerGroup } from './groups.ts';
import { type RulerApi, rulerObserver, rulerSession } from './session.ts';

export interface RulerKind extends RulerApi, Pick<TargetKind, 'by' | 'judge'> {
  /** Labels of every rule besides its own. @default none */
  labels?(scope: Scope): Readonly<Record<string, string>>;
  /** Where it answers, for whom. Throws `OutsideFailure` where it is not reached so. */
  connectionOf(reach: Reach, scope: Scope): Connection;
}

/**
 * A ruler by its API: one namespace for each rule file, named after the environment and the file. Ours are the namespaces of our
 * environment; a colon cannot stand in a name, so no environment is the beginning of another.
 */
export function rulerKind(ruler: RulerKind): TargetKind {
  const { server, by, judge, connectionOf } = ruler;
  const prefixIn = ({ environment }: Scope) => namespacePrefix(environment);
  return {
    server,
    by,
    judge(artifact, scope) {
      if (artifact.kind !== ruler.kind) return judge(artifact, scope);
      return groupsOfFile(artifact.text) === undefined ? { refused: 'this is no rule file' } : 'carried';
    },
    wanted: (artifact, scope) => {
      const labelled = withLabels(ruler.labels?.(scope) ?? {});
      return (groupsOfFile(artifact.text) ?? []).map((group) => wantedGroup(ruler, artifact, labelled(group)));
    },
    look: async (reach, scope, io) => rulerObserver(ruler, httpReader(connectionOf(reach, scope), io), prefixIn(scope), io),
    open: async (reach, scope, io) => rulerSession(ruler, httpClient(connectionOf(reach, scope), io), prefixIn(scope), io),
  };
}

/** A rule's own win, as a series' own do in a Prometheus. */
function withLabels(labels: Readonly<Record<string, string>>): (group: RulerGroup) => RulerGroup {
  if (Object.keys(labels).length === 0) return (group) => group;
  return (group) => ({ ...group, rules: group.rules.map((rule) => ({ ...rule, labels: { ...labels, ...rule.labels } })) });
}

/** Loki takes a group with a slash in its name and can never delete it (404, seen in 3.7.8), so it gets a colon. */
function wantedGroup({ server, kind }: RulerApi, artifact: Artifact, written: RulerGroup): Wanted {
  const group = { ...written, name: written.name.replaceAll('/', ':') };
  const file = artifact.path.split('/').at(-1) ?? '';
  const namespace = `${namespacePrefix(artifact.environment)}${file.replace(/\.ya?ml$/, '')}`;
  const id = groupId(namespace, group.name);
  return { id, server, kind, from: artifact.from, state: groupState(group), place: '', body: group };
}

function namespacePrefix(environment: string): string {
  return `signalbox-${environment}:`;
}
