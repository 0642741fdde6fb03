import type { Artifact } from '../artifacts/kind.ts';
import { artifactKinds } from '../artifacts/kinds.ts';
import { checkEach, type Found } from '../check/each.ts';
import { compile } from '../compile/compile.ts';
import type { AskedVersions } from '../define/resolve/server-versions.ts';
import { resolvePart } from '../define/resolve.ts';
import { derive } from '../derive/derive.ts';
import type { Address } from '../kernel/address.ts';
import type { Derived } from '../model/derived.ts';
import { type Cell, isOf } from './cell.ts';

/** What follows from a cell, and from nothing else. */
export interface CompiledCell {
  readonly derived: Derived;
  /** Its files. */
  readonly artifacts: readonly Artifact[];
}

export function compileCell(cell: Cell, versions: AskedVersions | undefined): CompiledCell {
  const { estate, context } = resolvePart(cell.definitions, versions);
  const derived = derive(estate, context).value;
  return { derived, artifacts: compile(derived, PER_SCOPE).value.filter((one) => isFileOf(cell, one)) };
}

export function checkCell(cell: Cell, { derived, artifacts }: CompiledCell): Found {
  const has = (address: Address) => isOf(cell, address);
  const { told, ofDerived } = checkEach(derived, artifacts, { has, makes: () => true });
  return { told: [...derived.boardProblems(has), ...told], ofDerived };
}

const PER_SCOPE = artifactKinds.filter(({ perScope }) => perScope);
const PER_SCOPE_NAMES = new Set(PER_SCOPE.map(({ kind }) => kind));

/** Whether a file is of this cell alone. */
export function isFileOf(cell: Pick<Cell, 'scopes'>, { kind, from }: Artifact): boolean {
  return PER_SCOPE_NAMES.has(kind) && from.length > 0 && from.every((address) => isOf(cell, address));
}
