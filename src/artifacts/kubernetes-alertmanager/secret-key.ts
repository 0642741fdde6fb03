import { isObjectName } from '../../kernel/kubernetes-names.ts';
import { isSecret, type Secret, type SecretReference } from '../../kernel/secret.ts';

/** Stands where Alertmanager's form has a path; no name of a file looks like it. */
const SECRET = 'secret:';

export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** A reference to a secret as a text, to be found again among the values of a receiver. */
export function markedSecret(secret: Secret | SecretReference): string {
  if (!isSecret(secret)) return '';
  return `${SECRET}${'env' in secret ? secret.env : secret.file}`;
}

export function isMarkedSecret(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(SECRET);
}

/** `pagerduty`, or `paging/key`; the name of the Secret is always written, or the server would add an empty one. */
export function secretKey(marked: string, secrets: string): SecretKey | undefined {
  const [first = '', second, ...more] = marked.slice(SECRET.length).split('/');
  const [name, key] = second === undefined ? [secrets, first] : [first, second];
  return more.length === 0 && isObjectName(name) && /^[-._a-zA-Z0-9]+$/.test(key) ? { name, key } : undefined;
}
