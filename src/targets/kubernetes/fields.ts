import { canonicalJson, isRecord, sortedBy } from '../../kernel/canonical.ts';
import type { Resource } from './resources.ts';

/** Which fields of an object are ours, as a tree; a leaf is 1. Items of keyed lists stand under their keys. */
export interface FieldTree {
  readonly [field: string]: FieldTree | 1;
}

type Fields = Readonly<Record<string, unknown>>;
const PARTS = ['metadata', 'spec', 'data'];
/** Of the metadata, what somebody writes. */
const METADATA = ['labels', 'annotations'];

/** The tree of what we write. A list without keys is one field, as the API has it. */
export function treeOf(object: Fields, { keyed }: Resource): FieldTree {
  const visit = (value: unknown, path: string): FieldTree | 1 => {
    const inner = keyed[path] === undefined ? value : byKey(value, keyed[path]);
    if (!isRecord(inner) || Object.keys(inner).length === 0) return 1;
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, visit(one, below(path, name))]));
  };
  const parts = PARTS.filter((part) => isRecord(object[part])).map((part) => {
    return [part, visit(part === 'metadata' ? written(object[part]) : object[part], part)] as const;
  });
  return Object.fromEntries(parts);
}

/** What an object holds of the fields of a tree; what others own is left out, and so are defaults of the server. */
export function projected(object: Fields, tree: FieldTree, { keyed }: Resource): Record<string, unknown> {
  const pick = (value: unknown, fields: FieldTree | 1, path: string): unknown => {
    if (fields === 1) return value;
    const inner = keyed[path] === undefined ? value : byKey(value, keyed[path]);
    if (!isRecord(inner)) return value;
    const names = Object.keys(fields).filter((name) => Object.hasOwn(inner, name));
    return Object.fromEntries(names.map((name) => [name, pick(inner[name], fields[name] ?? 1, below(path, name))]));
  };
  const all = pick(object, tree, '');
  return isRecord(all) ? all : {};
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function written(metadata: unknown): Fields {
  return isRecord(metadata)
    ? Object.fromEntries(METADATA.flatMap((name) => (name in metadata ? [[name, metadata[name]]] : [])))
    : {};
}

/** A list as the server merges it. An item without its key is nobody's. */
function byKey(list: unknown, key: string): Record<string, unknown> {
  const items = Array.isArray(list) ? list.filter(isRecord) : [];
  const keys = sortedBy(items, (item) => String(item[key])).map((item): [string, unknown] => [String(item[key]), item]);
  return Object.fromEntries(keys);
}

/** JSON that stands in a text is compared as what it says. */
export function readable(projection: Fields): string {
  const { spec } = projection;
  if (!isRecord(spec) || typeof spec['json'] !== 'string') return canonicalJson(projection, 2);
  return canonicalJson({ ...projection, spec: { ...spec, json: readAsJson(spec['json']) } }, 2);
}

function readAsJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
