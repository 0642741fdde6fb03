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
const IDENTITY = ['name', 'alert', 'record', 'job_name', 'key', 'title', 'uid', 'refId', 'receiver', 'id', 'url'] as const;
/** What an element keeps when it gets another name. */
const KEPT = ['uid', 'id'] as const;
const SHOWN = 80;
/** As much of what is alike as tells a reader where in a long query he is. */
const BEFORE_THE_DIFFERENCE = 24;

/** One field that differs, with what stands there: undefined where nothing does. */
export interface RawDifference {
  readonly path: readonly string[];
  readonly was: unknown;
  readonly now: unknown;
}

/** Where two trees differ, in words. Lists whose elements have names are compared by name, so an insertion is one line. */
export function structuralDiff(was: unknown, now: unknown): Difference[] {
  return rawDifferences(was, now).map(inWords);
}

/** The same with the values themselves, which may be secret. */
export function rawDifferences(was: unknown, now: unknown, path: readonly string[] = []): RawDifference[] {
  if (canonicalJson(was) === canonicalJson(now)) return [];
  if (isRecord(was) && isRecord(now)) return diffFields(was, now, path);
  if (Array.isArray(was) && Array.isArray(now)) return diffLists(was, now, path);
  return [{ path, was, now }];
}

function diffFields(was: Record<string, unknown>, now: Record<string, unknown>, path: readonly string[]): RawDifference[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])];
  return keys.flatMap((key) => diffElements(was[key], now[key], [...path, key]));
}

function diffElements(was: unknown, now: unknown, path: readonly string[]): RawDifference[] {
  if (was === undefined && now === undefined) return [];
  return was === undefined || now === undefined ? [{ path, was, now }] : rawDifferences(was, now, path);
}

function diffLists(was: readonly unknown[], now: readonly unknown[], path: readonly string[]): RawDifference[] {
  const [[one], [other]] = [was, now];
  if (was.length === 1 && now.length === 1 && isScalar(one) && isScalar(other)) return [{ path, was: one, now: other }];
  const before = named(was);
  const after = renamed(before, named(now));
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const differences = ids.flatMap((id) => diffElements(before.get(id), after.get(id), [...path, id]));
  if (differences.length > 0) return differences;
  return [{ path, was: [...before.keys()].join(', '), now: [...after.keys()].join(', ') }];
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** What has another name and kept what it is known by, under its old name: a panel with another title is no other panel. */
function renamed(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): Map<string, unknown> {
  const gone = new Map([...before].flatMap(([name, one]) => (after.has(name) ? [] : [[keptBy(one), name] as const])));
  return new Map(
    [...after].map(([name, one]) => {
      const old = before.has(name) ? undefined : gone.get(keptBy(one));
      return [old === undefined || keptBy(one) === undefined ? name : old, one];
    }),
  );
}

function keptBy(element: unknown): string | undefined {
  const key = isRecord(element) ? KEPT.find((one) => isScalar(element[one])) : undefined;
  return key === undefined || !isRecord(element) ? undefined : `${key} ${String(element[key])}`;
}

function inWords({ path, was, now }: RawDifference): Difference {
  if (was === undefined) return { path, action: 'add', now: show(now, path) };
  if (now === undefined) return { path, action: 'remove', was: show(was, path) };
  return { path, action: 'change', ...showBoth(was, now, path) };
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
