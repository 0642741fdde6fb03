import type { AnyRecording } from '../authored/expr.ts';

/** Fields that lead to other definitions, which are looked into by themselves. */
const ELSEWHERE: ReadonlySet<string> = new Set(['service', 'system', 'owner', 'metrics', 'goal']);

/** The recordings a definition reads: they belong to the estate without being exported, as a service's owner does. */
export function* recordingsIn(definition: object): Generator<AnyRecording> {
  const left: object[] = [definition];
  const seen = new Set<object>(left);
  for (let next = left.pop(); next; next = left.pop()) {
    for (const [key, inner] of Object.entries(next) as [string, unknown][]) {
      if (typeof inner !== 'object' || inner === null || seen.has(inner) || ELSEWHERE.has(key)) continue;
      seen.add(inner);
      if (isRecording(inner)) yield inner;
      else left.push(inner);
    }
  }
}

function isRecording(value: object): value is AnyRecording {
  return (value as { readonly kind?: unknown }).kind === 'recording';
}
