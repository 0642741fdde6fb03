import { METRIC_KINDS } from '../authored/metric.ts';
import { isRecord } from '../kernel/canonical.ts';

/** What a definition refers to, in one step: other definitions, metrics, and whatever its texts name. */
export type Reach = (definition: object) => ReadonlySet<object>;

/** Names as they stand in queries and selectors. */
const WORD = /[a-zA-Z_][\w:.-]*/g;

/** `standing` are all definitions, `named` what each name may mean. */
export function reachOf(standing: ReadonlySet<object>, named: ReadonlyMap<string, readonly object[]>): Reach {
  const known = new Map<object, ReadonlySet<object>>();
  return (definition) => {
    const found = known.get(definition) ?? walk(definition, standing, named);
    known.set(definition, found);
    return found;
  };
}

function walk(from: object, standing: ReadonlySet<object>, named: ReadonlyMap<string, readonly object[]>): ReadonlySet<object> {
  const found = new Set<object>();
  const seen = new Set<object>([from]);
  const rest: object[] = [from];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') for (const word of wordsIn(value)) for (const one of named.get(word) ?? []) found.add(one);
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (standing.has(value) || isMetric(value)) found.add(value);
    else rest.push(value);
  };
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next instanceof RegExp) visit(next.source);
    for (const value of Object.values(next)) visit(value);
  }
  return found;
}

function wordsIn(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

export function isMetric(value: object): boolean {
  return isRecord(value) && METRIC_KINDS.has(String(value['kind']));
}
