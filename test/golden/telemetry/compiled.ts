import type { ArtifactKind } from '../../../src/artifacts/kind.ts';
import type { Derived } from '../../../src/model/derived.ts';
import type { Servers } from '../../../src/model/environment.ts';
import { derived, environment } from './estate.ts';

/** The text of the one file a kind makes of an environment with these servers. */
export function textOf<C>(kind: ArtifactKind<C>, servers: Partial<Servers>, from: Derived = derived()): string {
  const { value, diagnostics } = kind.compile({ derived: from, environment: environment(servers) });
  const [draft] = value;
  if (!draft || value.length !== 1 || diagnostics.length > 0)
    throw new Error(`${value.length} drafts, ${JSON.stringify(diagnostics)}`);
  return kind.print(draft.content);
}
