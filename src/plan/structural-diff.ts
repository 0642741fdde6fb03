import { canonicalJson, isRecord } from '../kernel/canonical.ts';
import { isSecretKey, MASK, maskLine } from '../kernel/mask-secrets.ts';

/** One field that differs, found by identity: `groups › checkout › rules › SloBurn › expr`. */
export interface Difference {
  readonly path: readonly string[];
  readonly action: 'add' | 'remove' | 'change';
  readonly was?: string;
  readonly now?: string;
}

/** What an element of a list is known by, in Prometheus, Alertmanager, Loki, the collector and Grafana. The first that is there counts. */
const IDENTITY = ['name', 'alert', 'record', 'job_name', 'uid', 'key', 'title', 'refId', 'receiver', 'id', 'url'] as const;
const SHOWN = 80;
/** As much of what is alike as tells a reader where in a long query he is. */
const BEFORE_THE_DIFFERENCE = 24;

/** Where two trees differ. Lists whose elements have names are compared by name, so an insertion is one line. */
export function structuralDiff(was: unknown, now: unknown, path: readonly string[] = []): Difference[] {
  if (canonicalJson(was) === canonicalJson(now)) return [];
  if (isRecord(was) && isRecord(now)) return diffFields(was, now, path);
  if (Array.isArray(was) && Array.isArray(now)) return diffLists(was, now, path);
  return [{ path, action: 'change', ...showBoth(was, now, path) }];
}

function diffFields(was: Record<string, unknown>, now: Record<string, unknown>, path: readonly string[]): Difference[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])];
  return keys.flatMap((key) => {
    const inner = [...path, key];
    if (was[key] === undefined && now[key] === undefined) return [];
    if (was[key] === undefined) return added(now[key], inner);
    if (now[key] === undefined) return removed(was[key], inner);
    return structuralDiff(was[key], now[key], inner);
  });
}

function diffLists(was: readonly unknown[], now: readonly unknown[], path: readonly string[]): Difference[] {
  const [before, after] = [named(was), named(now)];
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const differences = ids.flatMap((id) => {
    const inner = [...path, id];
    if (!before.has(id)) return added(after.get(id), inner);
    if (!after.has(id)) return removed(before.get(id), inner);
    return structuralDiff(before.get(id), after.get(id), inner);
  });
  if (differences.length > 0) return differences;
  return [{ path, action: 'change', was: [...before.keys()].join(', '), now: [...after.keys()].join(', ') }];
}

/** The elements by name; equal names are counted, so `SloBurn` twice is `SloBurn` and `SloBurn #2`. */
function named(list: readonly unknown[]): Map<string, unknown> {
  const elements = new Map<string, unknown>();
  const seen = new Map<string, number>();
  list.forEach((element, index) => {
    const name = identityOf(element) ?? `#${index + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    elements.set(count === 1 ? name : `${name} #${count}`, element);
  });
  return elements;
}

/** A URL may be a name, and hold a password. */
function identityOf(element: unknown): string | undefined {
  if (typeof element === 'string' || typeof element === 'number') return maskLine(String(element));
  if (!isRecord(element)) return undefined;
  const key = IDENTITY.find((one) => typeof element[one] === 'string' || typeof element[one] === 'number');
  return key === undefined ? undefined : maskLine(String(element[key]));
}

function added(value: unknown, path: readonly string[]): Difference[] {
  return [{ path, action: 'add', now: show(value, path) }];
}

function removed(value: unknown, path: readonly string[]): Difference[] {
  return [{ path, action: 'remove', was: show(value, path) }];
}

/** Both values; of long ones the part where they differ. */
function showBoth(was: unknown, now: unknown, path: readonly string[]): { readonly was: string; readonly now: string } {
  const [before, after] = [whole(was, path), whole(now, path)];
  const from = Math.max(0, commonStart(before, after) - BEFORE_THE_DIFFERENCE);
  if (from === 0 || (before.length <= SHOWN && after.length <= SHOWN)) return { was: short(before), now: short(after) };
  return { was: short(`…${before.slice(from)}`), now: short(`…${after.slice(from)}`) };
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function show(value: unknown, path: readonly string[]): string {
  return short(whole(value, path));
}

function short(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}

/** On one line and without secrets: whole objects are only named by their path. */
function whole(value: unknown, path: readonly string[]): string {
  if (path.some(isSecretKey) && value !== '' && value !== null) return MASK;
  if (isRecord(value)) return '{…}';
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]';
  return maskLine(typeof value === 'string' ? value : JSON.stringify(value)).replace(/\s+/g, ' ');
}
