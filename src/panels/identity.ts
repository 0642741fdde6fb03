import { type Address, splitAddress } from '../kernel/address.ts';
import type { Dashboard } from '../model/dashboard.ts';

const UID_LENGTH = 40; // Grafana refuses longer ones
const HASH_LENGTH = 8;
const MAX_ID = 2 ** 31 - 1; // panel ids are signed 32-bit integers in Grafana's links and alert annotations

/** `phoenix_overview`: from the address and never from the title, so that links outlive a new title. */
export function dashboardUid(address: Address): string {
  const { scope, kind, name } = splitAddress(address);
  const parts = kind === 'dashboard' ? [scope, name] : [scope, kind, name];
  return uidOf(parts.map(kebab).join('_'), parts.join('_'), address);
}

/** The uid of a rule that Grafana evaluates. */
export function ruleUid(address: Address): string {
  const { scope, name } = splitAddress(address);
  return uidOf(`${kebab(scope)}_${kebab(name)}`, `${scope}_${name}`, address);
}

/** `phoenix_latency`: the uid of a panel in Grafana's library. */
export function libraryUid(scope: string, name: string): string {
  return uidOf(`${kebab(scope)}_${kebab(name)}`, `${scope}_${name}`, `${scope}/library-panel/${name}`);
}

/** The uid of a folder: the system's name, or the folder's own title where an author chose one. */
export function folderUid(name: string): string {
  return uidOf(kebab(name), kebab(name), name);
}

/** `Error ratio (5m)` → `error-ratio-5m` */
export function kebab(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** `traffic/error-ratio`: what a panel's id is made of. Letters of any alphabet count, as titles may be in any language. */
export function panelKey(section: string, title: string): string {
  return `${words(section)}/${words(title)}`;
}

/** The key of a section's own row. */
export function rowKey(section: string): string {
  return words(section);
}

/** The ids of a board's panels and of the rows above them, by key. */
export function idsOfBoard({ sections }: Pick<Dashboard, 'sections'>): ReadonlyMap<string, number> {
  return panelIds(sections.flatMap(({ title, panels }) => [rowKey(title), ...panels.map(({ key }) => key)]));
}

/** A panel id per key: the same key keeps its id whatever else is added, unless two hashes collide. */
export function panelIds(keys: readonly string[]): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of [...keys].sort()) {
    let id = (fnv1a(key) % MAX_ID) + 1;
    while (taken.has(id)) id = (id % MAX_ID) + 1;
    taken.add(id);
    ids.set(key, id);
  }
  return ids;
}

function words(text: string): string {
  const joined = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return joined === '' ? text : joined;
}

function uidOf(slug: string, exact: string, identity: string): string {
  if (slug === exact && slug.length > 0 && slug.length <= UID_LENGTH) return slug;
  const hash = fnv1a(identity).toString(16).padStart(HASH_LENGTH, '0');
  return `${slug.slice(0, UID_LENGTH - HASH_LENGTH - 1)}-${hash}`;
}

/** http://www.isthe.com/chongo/tech/comp/fnv/ : 32 bits, over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}
