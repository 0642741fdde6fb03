import { isRecord } from '../../kernel/canonical.ts';
import { remembered } from '../../kernel/remembered.ts';
import type { Place } from './place.ts';
import { PLACES } from './places.ts';
import { shown } from './shown.ts';

/** What stands where something else belongs: a cast, or plain JavaScript, let it pass the compiler. */
export interface WrongValue {
  readonly path: string;
  readonly seen: string;
  readonly wanted: string;
}

/** What cannot stand in the fields of one authored thing; what is undefined is told elsewhere. */
export function wrongValuesIn(holder: Readonly<Record<string, unknown>>, path: string): readonly WrongValue[] {
  const found: WrongValue[] = [];
  for (const name of namesOf(holder)) {
    if (!Object.hasOwn(PLACES, name)) continue; // `constructor` is a property of every object
    for (const place of PLACES[name] ?? []) {
      const value = valueAt(holder, keysOf(place));
      if (!isWell(value, place)) found.push(...wrongAt(value, place, path));
    }
  }
  return found;
}

/** Asked for every field of every panel, before anything is made for the answer. */
function isWell(value: unknown, { each, fits, needed, strict }: Place): boolean {
  if (value === undefined && !needed) return true;
  if (each !== undefined) return false;
  return (value === null && !strict) || fits(value);
}

/** Panels and variables hold something else by their type. */
function namesOf(holder: Readonly<Record<string, unknown>>): readonly string[] {
  const { kind, type, source } = holder;
  if (kind === 'panel') return [kind, `panel ${type}`];
  return kind === 'variable' && isRecord(source) ? [kind, `variable/${source['type']}`] : [nameOf(holder)];
}

/** Asked for every field of every panel: the path is split once. */
const keysOf = remembered(({ field }: Place) => field.split('.'));

function wrongAt(value: unknown, { field, fits, wanted, each, seen }: Place, path: string): WrongValue[] {
  const at = path === '' ? field : `${path}.${field}`;
  if (each === undefined) return [{ path: at, seen: seen ?? shown(value), wanted }];
  const entries = entriesOf(value, each);
  if (!entries)
    return [{ path: at, seen: shown(value), wanted: each === 'list' ? `a list, of ${wanted}` : `{ label: … }, of ${wanted}` }];
  return entries.flatMap(([key, one]) => (fits(one) ? [] : [{ path: `${at}.${key}`, seen: shown(one), wanted }]));
}

/** What is undefined in a list, the walk over the whole definition tells. */
function entriesOf(value: unknown, as: 'list' | 'record'): [string, unknown][] | undefined {
  if (as === 'list')
    return Array.isArray(value) ? Object.entries([...value]).filter(([, one]) => one !== undefined && one !== null) : undefined;
  return isRecord(value) && isPlain(value) ? Object.entries(value) : undefined;
}

/** A date, a map or a pattern is an object without entries: it would choose every series. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The name in the tables of what must be there and of what may be. */
export function nameOf({ kind, type, form }: Readonly<Record<string, unknown>>): string {
  const name = kind === 'sli' || kind === 'sampling' ? type : kind === 'alert' ? form : kind;
  return typeof name === 'string' ? name : '';
}

export function valueAt(holder: unknown, keys: readonly string[]): unknown {
  let value = holder;
  for (const key of keys) {
    if (!isRecord(value)) return undefined;
    value = value[key];
  }
  return value;
}
