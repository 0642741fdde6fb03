/** Far more than anybody writes or Prometheus should read; queries in queries double quickly. */
const LONGEST = 1_000_000;
const DEEPEST = 200;
const known = new WeakMap<object, number>();

/** Whether a query of texts and holes holds itself, or would become too large to be written out. */
export function isEndless(query: object): boolean {
  return lengthOf(query, 0) > LONGEST;
}

/** About how many characters it becomes; a query in several holes counts each time. */
function lengthOf(query: object, level: number): number {
  if (level > DEEPEST) return Number.POSITIVE_INFINITY;
  const before = known.get(query);
  if (before !== undefined) return before;
  const { strings, values } = query as { readonly strings?: unknown; readonly values?: unknown }; // any object has both as unknown
  let length = Array.isArray(strings) ? strings.reduce((sum: number, text: unknown) => sum + String(text).length, 0) : 0;
  for (const inner of Array.isArray(values) ? values : []) {
    if (typeof inner === 'object' && inner !== null) length += lengthOf(inner, level + 1);
  }
  known.set(query, length);
  return length;
}
