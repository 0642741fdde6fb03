import { isSecret, type Secret, type SecretReference } from '../kernel/secret.ts';
import type { SettingProblem } from '../receivers/field.ts';

/** Where `secret.file('x')` lies on the collector's machine. */
const SECRETS = '/etc/otelcol/secrets';

/** Text as the collector reads it back: it expands `$`, and `$$` is a dollar. */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** A reference the collector resolves when it starts. https://opentelemetry.io/docs/collector/configuration/#environment-variables */
export function secretText(secret: Secret | SecretReference): string {
  if (!isSecret(secret)) return '<missing>'; // never the literal itself; `secretProblems` has reported it
  if ('env' in secret) return `\${env:${secret.env}}`;
  return `\${file:${secret.file.startsWith('/') ? secret.file : `${SECRETS}/${secret.file}`}}`;
}

/** A setting that may be either. */
export function textOrSecret(value: string | Secret): string {
  return typeof value === 'string' ? literal(value) : secretText(value);
}

/** A literal where only a reference may stand. */
export function secretProblems(field: string, value: unknown): SettingProblem[] {
  if (value === undefined || isSecret(value)) return [];
  return [{ message: `\`${field}\` is no reference to a secret.`, fix: `write ${field}: secret.env('NAME')` }];
}
