import { METRIC_KINDS } from '../authored/metric.ts';
import { isRecord } from '../kernel/canonical.ts';

/** What a definition refers to, in one step: other definitions, metrics, and whatever its texts name. */
export type Reach = (definition: object) => ReadonlySet<object>;

/** What a text may mean by a name. */
export type Named = (word: string) => readonly object[];

/** Names as they stand in queries and selectors; and those of objectives, `checkout/availability`. */
const WORDS = [/[a-zA-Z_][\w:.-]*/g, /[\w-]+\/[\w-]+/g];

/** `standing` are all definitions. */
export function reachOf(standing: ReadonlySet<object>, named: Named): Reach {
  const known = new Map<object, ReadonlySet<object>>();
  return (definition) => {
    const found = known.get(definition) ?? walk(definition, standing, named);
    known.set(definition, found);
    return found;
  };
}

function walk(from: object, standing: ReadonlySet<object>, named: Named): ReadonlySet<object> {
  const found = new Set<object>();
  const seen = new Set<object>([from]);
  const rest: object[] = [from];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') for (const word of wordsIn(value)) for (const one of named(word)) found.add(one);
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (standing.has(value) || isMetric(value)) found.add(value);
    else rest.push(value);
  };
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next instanceof RegExp) visit(next.source);
    for (const [field, value] of Object.entries(next)) if (!isOfMatch(next, field)) visit(value);
  }
  return found;
}

/** Of a series that objectives record, its labels say whose it is. */
function isOfMatch(holder: object, field: string): boolean {
  return field === 'name' && isRecord(holder) && holder['kind'] === 'recorded';
}

function wordsIn(text: string): readonly string[] {
  return WORDS.flatMap((word) => text.match(word) ?? []);
}

export function isMetric(value: object): boolean {
  return isRecord(value) && METRIC_KINDS.has(String(value['kind']));
}
