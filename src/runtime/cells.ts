import type { Definition } from './definition.ts';
import { readable } from './failure.ts';
import { printRefused } from './print.ts';

export type LabelValues = Readonly<Record<string, string>>;
export type Reason = 'invalid_value' | 'invalid_labels' | 'series_limit' | 'collect_failed';
/** Told of every observation that is not recorded as it was meant. */
export type Refuse = (reason: Reason, seen: string) => void;

/** One label tuple and what is counted under it. */
export interface Series<C> {
  readonly values: readonly string[];
  readonly cell: C;
  /** The text before each value, kept from the first scrape on. */
  prefixes?: readonly string[];
}

export interface Cells<C> {
  of(values: LabelValues): C;
  series(): readonly Series<C>[];
  /** Whether there was such a series. Its place is free for another; a cell somebody kept counts nowhere from now on. */
  remove(values: LabelValues): boolean;
}

export interface CellsOptions<C> {
  readonly definition: Definition;
  /** Label names, in the order of a tuple. */
  readonly names: readonly string[];
  readonly make: () => C;
  readonly refuse: Refuse;
  /** How many series open labels may make; what comes later is folded together. */
  readonly seriesLimit: number;
}

/** Open labels of observations past the series limit; closed labels keep their value, so that ratios over them stay exact. */
export const OVERFLOW = '__overflow__';

/** A tuple past the limit: only its open labels are folded. */
export function folded(definition: Definition, names: readonly string[], tuple: readonly string[]): readonly string[] {
  return tuple.map((value, index) => (isOpen(definition, names[index]) ? OVERFLOW : value));
}

type Node = Map<string, unknown>;
const UNREADABLE: LabelValues = {};

/**
 * Cells by label tuple, in nested maps: no string key is ever built, so two tuples can never share one.
 * Values are checked when a series is made; one that is found was checked before.
 */
export function cells<C>(options: CellsOptions<C>): Cells<C> {
  const { names, make, refuse, seriesLimit } = options;
  const root: Node = new Map();
  const all: Series<C>[] = [];
  const find = finder<C>(root, names);

  const add = (tuple: readonly string[]): C => {
    const cell = make();
    all.push({ values: tuple, cell });
    insert(root, tuple, cell);
    return cell;
  };
  const miss = (given: LabelValues): C => {
    const values = read(given, names);
    const mistake = values === UNREADABLE ? 'labels that cannot be read' : mistakeIn(values, options);
    if (mistake !== undefined) {
      refuse('invalid_labels', mistake);
      return make(); // counted nowhere
    }
    const tuple = names.map((name) => values?.[name] ?? '');
    const wellFormed = tuple.map((value) => value.toWellFormed()); // no server takes half a character
    if (wellFormed.some((value, index) => value !== tuple[index])) return of(namedBy(names, wellFormed));
    if (all.length < seriesLimit) return add(tuple);
    const past = folded(options.definition, names, tuple);
    if (past.some((value, index) => value !== tuple[index])) refuse('series_limit', `more than ${seriesLimit} series`);
    return find(namedBy(names, past)) ?? add(past);
  };
  const known = (values: LabelValues): C | undefined => {
    try {
      return countKeys(values) === names.length ? find(values) : undefined;
    } catch {
      return undefined; // as `readable`, which would cost a closure each time
    }
  };
  const of = (values: LabelValues): C => known(values) ?? miss(values);
  return {
    of,
    series: () => all,
    remove: (values) => {
      const cell = known(values);
      const index = cell === undefined ? -1 : all.findIndex((one) => one.cell === cell);
      const [removed] = index < 0 ? [] : all.splice(index, 1);
      if (removed !== undefined) cut(root, removed.values);
      return removed !== undefined;
    },
  };
}

function namedBy(names: readonly string[], tuple: readonly string[]): LabelValues {
  return Object.fromEntries(names.map((name, index) => [name, tuple[index] ?? '']));
}

/** Of an object its labels, each read once; what is none as it is. */
function read(values: LabelValues | undefined, names: readonly string[]): LabelValues | undefined {
  if (typeof values !== 'object' || values === null) return values;
  const copy = () => Object.fromEntries([...Object.keys(values), ...names].map((name) => [name, values[name] as string])); // checked later
  return readable(copy) ?? UNREADABLE;
}

function countKeys(values: object): number {
  let count = 0;
  for (const name in values) if (name !== '') count++; // cheaper than Object.keys, which makes an array
  return count;
}

/** Written out for the usual arities: a loop costs half as much again on every labelled call. */
function finder<C>(root: Node, names: readonly string[]): (values: LabelValues) => C | undefined {
  const [a = '', b = '', c = ''] = names;
  const at = (node: unknown, value: string | undefined) => (node as Node | undefined)?.get(value as string); // inner levels hold maps
  const byArity: readonly ((values: LabelValues) => unknown)[] = [
    () => at(root, ''),
    (values) => at(root, values[a]),
    (values) => at(at(root, values[a]), values[b]),
    (values) => at(at(at(root, values[a]), values[b]), values[c]),
  ];
  const walk = (values: LabelValues) => names.reduce<unknown>((node, name) => at(node, values[name]), root);
  return (byArity[names.length] ?? walk) as (values: LabelValues) => C | undefined; // the last level holds cells
}

function insert(root: Node, tuple: readonly string[], cell: unknown): void {
  let node = root;
  for (const value of tuple.slice(0, -1)) {
    const next = (node.get(value) as Node | undefined) ?? new Map(); // inner levels hold maps
    node.set(value, next);
    node = next;
  }
  node.set(tuple.at(-1) ?? '', cell);
}

/** Takes a tuple out, and the maps that held nothing else. */
function cut(node: Node, [value = '', ...rest]: readonly string[]): void {
  const next = node.get(value);
  if (rest.length > 0) cut(next as Node, rest); // inner levels hold maps
  if (rest.length === 0 || (next as Node).size === 0) node.delete(value);
}

function isOpen(definition: Definition, name: string | undefined): boolean {
  return name !== undefined && definition.labels[name]?.values === undefined;
}

function mistakeIn(values: unknown, { definition, names }: CellsOptions<unknown>): string | undefined {
  if (typeof values !== 'object' || values === null) return names.length === 0 ? undefined : `labels ${names.join(', ')} missing`;
  const given = values as Readonly<Record<string, unknown>>; // any object may be asked for its keys
  const extra = Object.keys(given).find((name) => !names.includes(name));
  if (extra !== undefined) return `label ${JSON.stringify(extra)} is not declared`;
  const missing = names.find((name) => given[name] === undefined || given[name] === null);
  if (missing !== undefined) return `label ${JSON.stringify(missing)} is missing`;
  const wrong = names.find((name) => !allows(definition, name, given[name]));
  return wrong === undefined ? undefined : `label ${JSON.stringify(wrong)} cannot be ${printRefused(given[wrong])}`;
}

function allows(definition: Definition, name: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const closed: readonly string[] | undefined = definition.labels[name]?.values;
  return closed === undefined || closed.includes(value);
}
