import { createHash } from 'node:crypto';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const MANAGED_BY = 'app.kubernetes.io/managed-by';
export const ENVIRONMENT_LABEL = 'signalbox/environment';
export const OWNER_LABEL = 'signalbox/owner';
export const SERVICE_LABEL = 'signalbox/service';
export const TENANT_LABEL = 'signalbox/tenant';
/** Labels of our objects that are ours alone. */
export const OWN_LABELS = [MANAGED_BY, ENVIRONMENT_LABEL, OWNER_LABEL, SERVICE_LABEL, TENANT_LABEL] as const;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_NAME = 253;
const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LONGEST_LABEL = 63;
/** Names of ours are names of files too, which hold 255 bytes. */
const LONGEST_OURS = 200;
const HASH_LENGTH = 8;

export function isObjectName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text);
}

export function isNamespace(text: string): boolean {
  return NAMESPACE.test(text);
}

export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  return slash < 0 ? LABEL.test(text) : isObjectName(text.slice(0, slash)) && LABEL.test(text.slice(slash + 1));
}

export function isLabelValue(text: string): boolean {
  return text === '' || LABEL.test(text);
}

/** The name of an object: as written where a cluster takes it, else as near as it takes, with a hash, so that no two become one. */
export function objectName(text: string): string {
  if (text.length <= LONGEST_OURS && isObjectName(text)) return text;
  return nearest(text.toLowerCase(), /[^a-z0-9-]+/g, LONGEST_OURS, text);
}

/** A name whose parts a cluster would not take apart: with dots between them, where it has none itself, so that no two become one. */
export function dotted(name: string, separator: '/' | '_'): string {
  return name.includes('.') ? name : name.replaceAll(separator, '.');
}

/** How the API calls a collection of a kind. */
export function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** A label's value in the same way. */
export function labelValue(text: string): string {
  return isLabelValue(text) ? text : nearest(text, /[^A-Za-z0-9_.-]+/g, LONGEST_LABEL, text);
}

function nearest(text: string, strange: RegExp, longest: number, original: string): string {
  const hash = createHash('sha256').update(original).digest('hex').slice(0, HASH_LENGTH);
  const start = text.replace(strange, '-').replace(/^[^A-Za-z0-9]+/, '');
  const cut = start.slice(0, longest - HASH_LENGTH - 1).replace(/[^A-Za-z0-9]+$/, '');
  return cut === '' ? `x-${hash}` : `${cut}-${hash}`;
}
