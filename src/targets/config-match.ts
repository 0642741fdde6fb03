import { isRecord } from '../kernel/canonical.ts';
import { parseDuration } from '../kernel/duration.ts';
import { yamlOf } from './yaml-of.ts';

/** What a server shows instead of a secret. */
const HIDDEN = '<secret>';

/**
 * Where the configuration a server says it runs does not hold ours. Servers add their defaults, write durations and matchers
 * their own way, make paths absolute and hide secrets; that is all the same configuration. Lists have to be equal in length.
 */
export function configMismatches(ours: string, theirs: string, skip: readonly string[] = []): string[] {
  return compare(yamlOf(ours), yamlOf(theirs), '', new Set(skip));
}

function compare(ours: unknown, theirs: unknown, path: string, skip: ReadonlySet<string>): string[] {
  if (skip.has(path) || (isEmpty(ours) && isEmpty(theirs))) return [];
  if (isRecord(ours) && isRecord(theirs)) {
    return Object.entries(ours).flatMap(([key, value]) =>
      compare(value, theirs[key], path === '' ? key : `${path}.${key}`, skip),
    );
  }
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    if (ours.every(isScalar)) return sameScalars(ours, theirs) ? [] : [path];
    const list: readonly unknown[] = theirs;
    return ours.flatMap((value, index) => compare(value, list[index], `${path}[${index}]`, skip));
  }
  return sameScalar(ours, theirs) ? [] : [path];
}

/** What a server may leave out, or add. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false || value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** Lists of matchers, labels or targets mean the same in any order, and Alertmanager sorts them. */
function sameScalars(ours: readonly unknown[], theirs: readonly unknown[]): boolean {
  const [mine, other] = [ours.map(plain).sort(), theirs.map(plain).sort()];
  return mine.every((value, index) => sameScalar(value, other[index]));
}

function sameScalar(ours: unknown, theirs: unknown): boolean {
  if (typeof theirs === 'object' || theirs === undefined) return false;
  const [mine, other] = [plain(ours), plain(theirs)];
  return other === HIDDEN || mine === other || other.endsWith(`/${mine}`) || sameDuration(mine, other);
}

function plain(value: unknown): string {
  return String(value).replace(/[\s"]+/g, '');
}

function sameDuration(a: string, b: string): boolean {
  const milliseconds = parseDuration(a);
  return milliseconds !== undefined && milliseconds === parseDuration(b);
}
