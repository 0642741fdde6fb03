import { byText } from '../kernel/canonical.ts';
import type { ServerKind } from '../model/environment.ts';
import type { Change } from './change.ts';

/** What must be on the servers before a kind; every `ArtifactKind` has it. */
export interface KindOrder {
  readonly kind: string;
  readonly applyAfter: readonly string[];
}

/** Who stores comes before who tells, who tells before who asks, and the pictures come last. */
const SERVERS: readonly ServerKind[] = [
  'loki',
  'tempo',
  'alertmanager',
  'prometheus',
  'mimir',
  'collector',
  'grafana',
  'kubernetes',
];

/** The order changes are made in: server by server; what others need first; deletions last and the other way round. */
export function inApplyOrder(changes: readonly Change[], kinds: readonly KindOrder[]): Change[] {
  const ranks = rankKinds(kinds);
  const rank = (change: Change): number => {
    const own = ranks.get(change.kind) ?? 0;
    return change.action === 'delete' ? ranks.size * 2 + 1 - own : own;
  };
  return changes
    .map((change) => ({ change, server: SERVERS.indexOf(change.server), rank: rank(change) }))
    .sort((a, b) => a.server - b.server || a.rank - b.rank || byText(a.change.id, b.change.id))
    .map(({ change }) => change);
}

/** How many steps lie before each kind. A kind that needs itself, over others, is our bug. */
function rankKinds(kinds: readonly KindOrder[]): Map<string, number> {
  const after = new Map(kinds.map((one) => [one.kind, one.applyAfter]));
  const ranks = new Map<string, number>();
  const visit = (kind: string, path: readonly string[]): number => {
    const known = ranks.get(kind);
    if (known !== undefined) return known;
    if (path.includes(kind)) throw new Error(`artifact kinds wait for each other: ${[...path, kind].join(' → ')}`);
    const before = (after.get(kind) ?? []).map((one) => visit(one, [...path, kind]) + 1);
    const rank = Math.max(0, ...before);
    ranks.set(kind, rank);
    return rank;
  };
  for (const { kind } of kinds) visit(kind, []);
  return ranks;
}
