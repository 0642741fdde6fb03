import { canonicalJson } from '../../src/kernel/canonical.ts';
import type { Leaves, Managers } from './applied-fields.ts';

export interface Owned {
  readonly leaves: Leaves;
  readonly managers: Managers;
}
export interface Conflict {
  readonly manager: string;
  readonly field: string;
}

/** Server-side apply: what is applied is the manager's, and what it applied before and does not any more goes where nobody else has it. */
export function applied(live: Owned, manager: string, wanted: Leaves, force: boolean): Owned | readonly Conflict[] {
  const me = `${manager} Apply`;
  const conflicts = conflictsOf(live, me, wanted);
  if (conflicts.length > 0 && !force) return conflicts;
  const taken = new Set(conflicts.map(({ field }) => field));
  const others = [...live.managers].filter(([who]) => who !== me).map(([who, paths]) => [who, without(paths, taken)] as const);
  const managers = new Map([...others.filter(([, paths]) => paths.size > 0), [me, new Set(wanted.keys())]]);
  const elsewhere = new Set(others.flatMap(([, paths]) => [...paths]));
  const leaves = new Map(live.leaves);
  for (const path of live.managers.get(me) ?? []) if (!wanted.has(path) && !elsewhere.has(path)) leaves.delete(path);
  for (const [path, value] of wanted) leaves.set(path, value);
  return { leaves, managers };
}

function conflictsOf({ leaves, managers }: Owned, me: string, wanted: Leaves): Conflict[] {
  return [...managers]
    .filter(([who]) => who !== me)
    .flatMap(([who, paths]) =>
      [...paths]
        .filter((path) => wanted.has(path) && leaves.has(path) && !same(wanted.get(path), leaves.get(path)))
        .map((field) => ({ manager: who.split(' ')[0] ?? '', field })),
    );
}

/** A whole object that replaces another: what changed is the manager's, what is gone is nobody's. */
export function replaced(live: Owned, manager: string, wanted: Leaves, said: Managers | undefined): Owned {
  const changed = new Set(
    [...wanted].filter(([path, value]) => !live.leaves.has(path) || !same(value, live.leaves.get(path))).map(([path]) => path),
  );
  const lost = new Set([...changed, ...[...live.leaves.keys()].filter((path) => !wanted.has(path))]);
  const me = `${manager} Update`;
  const managers = new Map([...(said ?? live.managers)].map(([who, paths]) => [who, without(paths, lost)] as const));
  if (changed.size > 0) managers.set(me, new Set([...(managers.get(me) ?? []), ...changed]));
  return { leaves: wanted, managers: new Map([...managers].filter(([, paths]) => paths.size > 0)) };
}

function without(paths: ReadonlySet<string>, gone: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...paths].filter((path) => !gone.has(path)));
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
