import { type Artifact, type ArtifactKind, type CompileInput, isWrittenFor } from '../artifacts/kind.ts';
import { artifactKinds } from '../artifacts/kinds.ts';
import { KUSTOMIZE, kustomizeDrafts, kustomizeKind } from '../artifacts/kubernetes-kustomization/overlays.ts';
import { sortedBy } from '../kernel/canonical.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../kernel/outcome.ts';
import { type Derived, partsOf } from '../model/derived.ts';
import { inRegion } from './in-region.ts';
import { PrintedArtifact } from './printed-artifact.ts';

/** Every artifact of every environment, or those of some kinds, sorted by environment and path. The same definitions give the same bytes. */
export function compile(derived: Derived, kinds: readonly ArtifactKind[] = artifactKinds): Outcome<readonly Artifact[]> {
  const diagnostics: Diagnostic[] = [];
  const inputs = partsOf(derived).flatMap(inputsOf);
  const artifacts: Artifact[] = inputs.flatMap((input) =>
    kinds.filter((kind) => isWrittenFor(kind, input.environment)).flatMap((kind) => artifactsOf(kind, input, diagnostics)),
  );
  if (kinds === artifactKinds)
    for (const draft of kustomizeDrafts(inputs)) artifacts.push(new PrintedArtifact(kustomizeKind, draft, KUSTOMIZE));
  return outcome(
    sortedBy(artifacts, (artifact) => `${artifact.environment}/${artifact.path}`),
    diagnostics,
  );
}

function inputsOf(derived: Derived): CompileInput[] {
  return derived.estate.environments.map((environment) => ({ derived: inRegion(derived, environment), environment }));
}

function artifactsOf(kind: ArtifactKind, input: CompileInput, diagnostics: Diagnostic[]): Artifact[] {
  const compiled = kind.compile(input);
  diagnostics.push(...compiled.diagnostics);
  return compiled.value.map((draft) => new PrintedArtifact(kind, draft, input.environment.name));
}
