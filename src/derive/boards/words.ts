import { FewAnswers } from '../../kernel/few-answers.ts';

/** Names are asked about again and again. */
const known = new FewAnswers<readonly string[]>(1024);

/** The words of a metric's name: `node_memory_MemAvailable_bytes` is node, memory, mem, available, bytes. */
export function wordsOf(name: string): readonly string[] {
  return known.of(name, () => split(name));
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
