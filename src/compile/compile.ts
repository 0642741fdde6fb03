import type { Artifact, ArtifactKind } from '../artifacts/kind.ts';
import { artifactKinds } from '../artifacts/kinds.ts';
import { sortedBy } from '../kernel/canonical.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../kernel/outcome.ts';
import { type Derived, partsOf } from '../model/derived.ts';
import type { Environment } from '../model/environment.ts';
import { inRegion } from './in-region.ts';
import { PrintedArtifact } from './printed-artifact.ts';

/** Every artifact of every environment, sorted by environment and path. The same definitions give the same bytes. */
export function compile(derived: Derived): Outcome<readonly Artifact[]> {
  const diagnostics: Diagnostic[] = [];
  const artifacts = partsOf(derived).flatMap((part) =>
    part.estate.environments.flatMap((environment) => {
      const here = inRegion(part, environment);
      return artifactKinds.filter(holds(environment)).flatMap((kind) => artifactsOf(kind, here, environment, diagnostics));
    }),
  );
  return outcome(
    sortedBy(artifacts, (artifact) => `${artifact.environment}/${artifact.path}`),
    diagnostics,
  );
}

/** Where tenants share an environment, some files are of all of them, and some of each. */
function holds({ share, shared }: Environment): (kind: ArtifactKind) => boolean {
  return ({ of }) => of === undefined || (of === 'all' ? !share : !shared);
}

function artifactsOf(kind: ArtifactKind, derived: Derived, environment: Environment, diagnostics: Diagnostic[]): Artifact[] {
  const compiled = kind.compile({ derived, environment });
  diagnostics.push(...compiled.diagnostics);
  return compiled.value.map((draft) => new PrintedArtifact(kind, draft, environment.name));
}
