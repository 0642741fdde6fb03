import { textHash } from '../../plan/observation.ts';

/**
 * How we know our own in a Grafana. Recorded from a real 12.4: tags and `jsonData` come back as they were sent, and folders,
 * library panels and alert rules have nothing of the kind that survives an edit, so theirs is the beginning of the uid. No other tool writes these by chance; what lacks them is never
 * changed and never deleted.
 */
const TAG = 'signalbox';
const JSON_FIELD = 'signalboxEnvironment';
/** https://grafana.com/docs/grafana/latest/developers/http_api/folder/ */
const MAX_UID = 40;
const HASH = 8;
const MAX_ENVIRONMENT = 16;

/** The tags of our dashboards: one to find all by in Grafana, one of the environment. */
function marksOf(environment: string): readonly string[] {
  return [TAG, environmentTag(environment)];
}

export function environmentTag(environment: string): string {
  return `${TAG}:${environment}`;
}

export function withTags(tags: readonly string[], environment: string): string[] {
  return [...tags.filter((tag) => !isMark(tag)), ...marksOf(environment)];
}

export function withoutTags(tags: readonly string[]): string[] {
  return tags.filter((tag) => !isMark(tag));
}

function isMark(tag: string): boolean {
  return tag === TAG || tag.startsWith(`${TAG}:`);
}

export function withJsonMark(jsonData: Readonly<Record<string, unknown>>, environment: string): Record<string, unknown> {
  return { ...jsonData, [JSON_FIELD]: environment };
}

export function withoutJsonMark(jsonData: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(jsonData).filter(([key]) => key !== JSON_FIELD));
}

export function hasJsonMark(jsonData: Readonly<Record<string, unknown>>, environment: string): boolean {
  return jsonData[JSON_FIELD] === environment;
}

/** The beginning of every uid of an environment's folders, library panels and alert rules. No environment's is the beginning of another's: `_` ends it. */
export function ownedPrefix(environment: string): string {
  const plain = /^[A-Za-z0-9-]+$/.test(environment) && environment.length <= MAX_ENVIRONMENT;
  return `${TAG}-${plain ? environment : textHash(environment).slice(0, HASH)}_`;
}

/** Where a compiled folder stands on the server: `phoenix` is `signalbox-production_phoenix`. */
export function ownedUid(uid: string, environment: string): string {
  const full = ownedPrefix(environment) + uid;
  return full.length <= MAX_UID ? full : `${full.slice(0, MAX_UID - HASH - 1)}-${textHash(full).slice(0, HASH)}`;
}
