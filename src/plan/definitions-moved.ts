import { canonicalJson } from '../kernel/canonical.ts';
import type { Plan } from './change.ts';
import { keyOf, type Wanted } from './observation.ts';
import { wantedOf } from './wanted-of.ts';

/** Where a plan wants something else than the definitions do by now, one line each. */
export function definitionsMoved(plan: Plan, wanted: readonly Wanted[]): string[] {
  const planned = new Map(wantedOf(plan.changes).map((one) => [keyOf(one), one]));
  const now = new Map(wanted.map((one) => [keyOf(one), one]));
  return [...new Set([...planned.keys(), ...now.keys()])].flatMap((key) => {
    const [before, after] = [planned.get(key), now.get(key)];
    if (!before) return [`${key} is defined, and not in the plan`];
    if (!after) return [`${key} is in the plan, and no longer defined`];
    return sameThing(before, after) ? [] : [`${key} is defined otherwise than the plan says`];
  });
}

function sameThing(a: Wanted, b: Wanted): boolean {
  return a.state === b.state && a.place === b.place && canonicalJson(a.body) === canonicalJson(b.body);
}
