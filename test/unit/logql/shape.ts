/** A tree without where it stood. */
export function shapeOf(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (/span$/i.test(key) ? undefined : value)));
}

/** The same as a text, its fields in order and without the parentheses, which only say what the tree says too. */
export function structureOf(tree: unknown): string {
  if (typeof tree !== 'object' || tree === null) return JSON.stringify(tree) ?? '';
  if (Array.isArray(tree)) return `[${tree.map(structureOf).join()}]`;
  const entries = Object.entries(tree).filter(([key, value]) => value !== undefined && !key.toLowerCase().endsWith('span'));
  const inner = entries.find(([key, value]) => key === 'kind' && value === 'paren') && entries.find(([key]) => key === 'expr');
  if (inner) return structureOf(inner[1]);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}:${structureOf(value)}`)
    .join()}}`;
}
