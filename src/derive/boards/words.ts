/** Names whose words are kept: those of a few services are asked about again and again. */
const MOST = 1024;
const known = new Map<string, readonly string[]>();

/** The words of a metric's name: `node_memory_MemAvailable_bytes` is node, memory, mem, available, bytes. */
export function wordsOf(name: string): readonly string[] {
  const found = known.get(name) ?? split(name);
  if (known.size >= MOST) known.clear();
  known.set(name, found);
  return found;
}

function split(name: string): readonly string[] {
  return name
    .replace(/in_use/g, 'inuse')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_:]+/)
    .filter((word) => word !== '');
}

/** `tasks_queued_total` → `Tasks queued`: without what its type and unit add. */
export function titleOf(name: string): string {
  const words = name.replace(/_(?:total|info)$/, '').replace(/_(?:seconds|bytes|ratio)$/, '');
  const text = words.replace(/[_:]+/g, ' ').trim();
  return text === '' ? name : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether a name says one of some words. */
export function says(name: string, words: ReadonlySet<string>): boolean {
  return wordsOf(name).some((word) => words.has(word));
}
