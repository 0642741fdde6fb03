import { isPlain, isRecord } from '../../kernel/canonical.ts';
import { remembered } from '../../kernel/remembered.ts';
import type { Place } from './place.ts';
import { PLACES } from './places.ts';
import { shown } from './shown.ts';
import { valueAt } from './value-at.ts';

/** What stands where something else belongs: a cast, or plain JavaScript, let it pass the compiler. */
export interface WrongValue {
  readonly path: string;
  readonly seen: string;
  readonly wanted: string;
  /** @default 'definition/wrong-value' */
  readonly code?: string;
}

/** What cannot stand in the fields of one authored thing; what is undefined is told elsewhere. */
export function wrongValuesIn(holder: Readonly<Record<string, unknown>>, path: string): readonly WrongValue[] {
  const found: WrongValue[] = [];
  for (const name of namesOf(holder)) {
    if (!Object.hasOwn(PLACES, name)) continue; // `constructor` is a property of every object
    found.push(...wrongIn(holder, PLACES[name] ?? [], path));
  }
  return found;
}

function wrongIn(holder: unknown, places: readonly Place[], path: string): readonly WrongValue[] {
  const found: WrongValue[] = [];
  for (const place of places) {
    const value = valueAt(holder, keysOf(place));
    if (!isWell(value, place)) found.push(...wrongAt(value, place, path));
  }
  return found;
}

/** Asked for every field of every panel, before anything is made for the answer. */
function isWell(value: unknown, { each, fits, inside, needed, strict }: Place): boolean {
  if (value === undefined && !needed) return true;
  if (each !== undefined || inside !== undefined) return false;
  return (value === null && !strict) || fits(value);
}

/** Panels, variables, servers and stores hold something else by their type. */
function namesOf(holder: Readonly<Record<string, unknown>>): readonly string[] {
  const { kind, type, server, source } = holder;
  if (kind === 'server') return [kind, `server ${server}`];
  if (kind === 'object-store') return [`${kind} ${type}`];
  if (kind === 'panel') return [kind, `panel ${type}`];
  return kind === 'variable' && isRecord(source) ? [kind, `variable/${source['type']}`] : [nameOf(holder)];
}

/** Asked for every field of every panel: the path is split once. */
const keysOf = remembered(({ field }: Place) => field.split('.'));

function wrongAt(value: unknown, place: Place, path: string): WrongValue[] {
  const { each, field, key = 'label', wanted } = place;
  const at = path === '' ? field : `${path}.${field}`;
  if (each === undefined) return wrongOne(value, place, at);
  const entries = entriesOf(value, each);
  if (!entries && place.seen !== undefined) return []; // another place of the field tells
  const several = each === 'list' ? `a list, of ${wanted}` : `{ ${key}: … }, of ${wanted}`;
  if (!entries) return [{ path: at, seen: shown(value), wanted: several }];
  return entries.flatMap(([name, one]) => wrongOne(one, place, `${at}.${name}`));
}

function wrongOne(value: unknown, { fits, inside = [], refused, seen, strange, wanted }: Place, at: string): WrongValue[] {
  if (fits(value)) return [...wrongIn(value, inside, at)];
  const told = refused?.(value);
  if (told) return [{ path: at, ...told }];
  const within = (strange?.(value) ?? []).map(([path, one]) => ({ path: `${at}.${path}`, seen: shown(one), wanted }));
  return within.length > 0 ? within : [{ path: at, seen: seen ?? shown(value), wanted }];
}

/** What is undefined in a list, the walk over the whole definition tells. */
function entriesOf(value: unknown, as: 'list' | 'record'): [string, unknown][] | undefined {
  if (as === 'list')
    return Array.isArray(value) ? Object.entries([...value]).filter(([, one]) => one !== undefined && one !== null) : undefined;
  return isPlain(value) ? Object.entries(value) : undefined;
}

/** The name in the tables of what must be there and of what may be. */
export function nameOf({ kind, type, form }: Readonly<Record<string, unknown>>): string {
  const name = kind === 'sli' || kind === 'sampling' ? type : kind === 'alert' ? form : kind;
  return typeof name === 'string' ? name : '';
}
