import { isRecord } from '../../src/kernel/canonical.ts';

/** An object as its leaves: where each stands (`["f:spec","f:groups","k:{\"name\":\"a\"}","f:interval"]`) and what is there. */
export type Leaves = ReadonlyMap<string, unknown>;
/** Who owns which leaves: `signalbox Apply` → paths. */
export type Managers = ReadonlyMap<string, ReadonlySet<string>>;

type Fields = Readonly<Record<string, unknown>>;

/** Lists whose items are known by their name; any other list is one leaf. */
const KEYED = new Set(['f:spec f:groups', 'f:spec f:receivers']);
const OF_METADATA = ['labels', 'annotations'];
const NO_CONTENT = ['apiVersion', 'kind', 'metadata', 'status'];

/** What somebody writes of an object. */
export function leavesOf(object: Fields): Leaves {
  const leaves = new Map<string, unknown>();
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  const written = OF_METADATA.filter((name) => name in metadata).map((name) => [name, metadata[name]]);
  const content = Object.entries(object).filter(([name]) => !NO_CONTENT.includes(name));
  visit({ metadata: Object.fromEntries(written) as Fields, ...Object.fromEntries(content) }, [], leaves);
  return leaves;
}

function visit(value: unknown, path: readonly string[], leaves: Map<string, unknown>): void {
  if (Array.isArray(value) && KEYED.has(path.join(' '))) {
    for (const item of value as Fields[]) visit(item, [...path, `k:${JSON.stringify({ name: item['name'] })}`], leaves); // of records
  } else if (isRecord(value) && (path.length === 0 || Object.keys(value).length > 0)) {
    for (const [name, inner] of Object.entries(value)) visit(inner, [...path, `f:${name}`], leaves);
  } else if (path.join() !== 'f:metadata') leaves.set(JSON.stringify(path), value);
}

/** The object again. */
export function objectOf(leaves: Leaves): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [path, value] of leaves) place(object, JSON.parse(path) as string[], value);
  return object;
}

function place(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', second, ...rest] = path;
  const name = first.slice(2);
  if (second === undefined) object[name] = value;
  else if (second.startsWith('f:')) {
    place(inside(object, name), [second, ...rest], value);
  } else {
    object[name] ??= [];
    const list = object[name] as Record<string, unknown>[]; // so it is in every object
    const key = (JSON.parse(second.slice(2)) as { readonly name: string }).name;
    const there = list.find((item) => item['name'] === key);
    const item = there ?? { name: key };
    if (!there) list.push(item);
    place(item, rest, value);
  }
}

function inside(object: Record<string, unknown>, name: string): Record<string, unknown> {
  object[name] ??= {};
  return object[name] as Record<string, unknown>; // just made, or made so before
}

/** As `metadata.managedFields` has it. */
export function managedFieldsOf(managers: Managers): object[] {
  return [...managers].sort().map(([who, paths]) => {
    const [manager, operation] = who.split(' ');
    const fieldsV1: Record<string, unknown> = {};
    for (const path of [...paths].sort()) nest(fieldsV1, JSON.parse(path) as string[]);
    return { manager, operation, fieldsType: 'FieldsV1', fieldsV1 };
  });
}

function nest(tree: Record<string, unknown>, [first, ...rest]: readonly string[]): void {
  if (first === undefined) return;
  nest(inside(tree, first), rest);
}

/** undefined where the object says nothing of it. */
export function managersOf(managedFields: unknown): Managers | undefined {
  if (!Array.isArray(managedFields) || managedFields.length === 0) return undefined;
  const entries = managedFields as { readonly manager: string; readonly operation: string; readonly fieldsV1: Fields }[]; // ours, said again
  return new Map(entries.map((one) => [`${one.manager} ${one.operation}`, new Set(pathsIn(one.fieldsV1))]));
}

function pathsIn(tree: Fields, above: readonly string[] = []): string[] {
  return Object.entries(tree).flatMap(([name, inner]) => {
    const path = [...above, name];
    return isRecord(inner) && Object.keys(inner).length > 0 ? pathsIn(inner, path) : [JSON.stringify(path)];
  });
}
