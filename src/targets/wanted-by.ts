import type { Artifact } from '../artifacts/kind.ts';
import type { Target } from '../model/target.ts';
import type { Plan } from '../plan/change.ts';
import type { Wanted } from '../plan/observation.ts';
import { scopeOf, waysOf } from './ways.ts';

export interface WantedByTarget {
  readonly wanted: readonly Wanted[];
  /** What this target has no way to carry. */
  readonly left: Plan['left'];
}

/** What a target's servers are to hold: the artifacts of its environment, in the form each server takes. */
export function wantedBy(target: Target, artifacts: readonly Artifact[]): WantedByTarget {
  const ways = new Map<string, ReturnType<typeof waysOf>[number]>(waysOf(target).map((way) => [way.server, way]));
  const scope = scopeOf(target);
  const wanted: Wanted[] = [];
  const left: { path: string; reason: string }[] = [];
  for (const artifact of artifacts) {
    if (artifact.server === 'docs' || artifact.environment !== target.environment.name) continue;
    const way = ways.get(artifact.server);
    const judgement = way
      ? way.kind.judge(artifact, scope)
      : { refused: `the target does not say how ${artifact.server} is reached` };
    if (way && judgement === 'carried') wanted.push(...way.kind.wanted(artifact, scope));
    else if (typeof judgement === 'object') left.push({ path: artifact.path, reason: judgement.refused });
  }
  return { wanted, left };
}
