import { canonicalJson, isRecord } from '../../kernel/canonical.ts';
import { isSecretKey, maskUrls } from '../../kernel/mask-secrets.ts';
import { printYaml } from '../../kernel/yaml.ts';
import { OutsideFailure } from '../failure.ts';
import { yamlOf } from '../yaml-of.ts';

export const CONFIG_ID = 'alertmanager/config';
export const TEMPLATE_PREFIX = 'alertmanager/template/';
/** Where Alertmanager would have the files of `secret.file('name')`. */
const SECRETS = '/etc/alertmanager/secrets/';
const REFERENCE = /^<secret (.+)>$/;
/** A secret on the server that is none of ours. */
const UNKNOWN = '<another secret>';

export type Config = Readonly<Record<string, unknown>>;

export function templateId(name: string): string {
  return `${TEMPLATE_PREFIX}${name}`;
}

/**
 * A generated configuration as Mimir takes it. It reads no files, so each `…_file` becomes the field itself with a reference to the
 * secret, which is read when it is sent and stands in no plan.
 */
export function configOf(text: string): { readonly config: Config } | { readonly refused: string } {
  const read = yamlOf(text);
  if (!isRecord(read)) return { refused: 'this is no configuration of an Alertmanager' };
  const problem = problemIn(read);
  if (problem !== undefined) return { refused: problem };
  const { templates: _, ...rest } = referring(read) as Record<string, unknown>; // a record stays one
  return { config: rest };
}

/** Fields Mimir refuses because they would read its disk, or reach its network. */
function problemIn(value: unknown): string | undefined {
  if (Array.isArray(value)) return first(value.map(problemIn));
  if (!isRecord(value)) return undefined;
  if ('proxy_url' in value) return 'Mimir lets no receiver have a proxy (proxy_url)';
  const tls = value['tls_config'];
  const file = isRecord(tls) ? Object.keys(tls).find((key) => key.endsWith('_file')) : undefined;
  return file === undefined
    ? first(Object.values(value).map(problemIn))
    : `Mimir reads no certificates from files (tls_config.${file})`;
}

function first(list: readonly (string | undefined)[]): string | undefined {
  return list.find((one) => one !== undefined);
}

function referring(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referring);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (!key.endsWith('_file') || typeof inner !== 'string') return [key, referring(inner)];
      const name = inner.startsWith(SECRETS) ? inner.slice(SECRETS.length) : inner;
      return [key.slice(0, -'_file'.length), `<secret ${name}>`];
    }),
  );
}

/** What counts as equal; which templates there are, their own entries say. */
export function configState(config: Config): string {
  const { templates: _, ...rest } = config;
  return canonicalJson(rest, 2);
}

/**
 * Which fields hold which secret, so that a later run can tell whether they still do; without a name, a field that is called like a
 * secret and is none: the address of an API.
 */
export type References = readonly (readonly [path: readonly string[], name: string])[];

export function referencesIn(value: unknown, path: readonly string[] = []): References {
  const [, name] = typeof value === 'string' ? (REFERENCE.exec(value) ?? []) : [];
  if (name !== undefined) return [[path, name]];
  if (typeof value === 'string' && isSecretKey(path.at(-1) ?? '')) return [[path, '']];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => referencesIn(inner, [...path, key]));
}

/** The configuration with its secrets in it: what is sent, and nothing else. */
export function resolved(value: unknown, secretOf: (name: string) => string): unknown {
  const [, name] = typeof value === 'string' ? (REFERENCE.exec(value) ?? []) : [];
  if (name !== undefined) return secretOf(name);
  return mapped(value, (inner) => resolved(inner, secretOf));
}

/** What a server holds, with references where the secrets are ours, and no secret at all. */
export function unresolved(config: Config, references: References, secretOf: (name: string) => string | undefined): Config {
  const names = new Map(references.map(([path, name]) => [JSON.stringify(path), name]));
  const visit = (value: unknown, path: readonly string[]): unknown => {
    const name = names.get(JSON.stringify(path));
    if (name === '') return value;
    if (name !== undefined) return value === secretOf(name) ? `<secret ${name}>` : UNKNOWN;
    if (typeof value === 'string' && isSecretKey(path.at(-1) ?? '')) return UNKNOWN;
    return mapped(value, (inner, key) => visit(inner, [...path, key]));
  };
  return visit(config, []) as Config; // a record stays one
}

/** Secret fields of Alertmanager whose names do not say so everywhere. */
const MAY_BE_SECRET = /^(?:url|key|secrets|values)$/;

/** A server's configuration as the journal may keep it: without the value of any secret. */
export function withoutSecrets(
  text: string,
  references: References | undefined,
  secretOf: (name: string) => string | undefined,
): string {
  const read = yamlOf(text);
  if (!isRecord(read)) return UNKNOWN;
  const hide = (value: unknown, key: string): unknown => {
    if (typeof value !== 'string') return references || !MAY_BE_SECRET.test(key) ? mapped(value, hide) : UNKNOWN;
    if (REFERENCE.test(value)) return value;
    return maskUrls(value) !== value || (!references && MAY_BE_SECRET.test(key)) ? UNKNOWN : value;
  };
  return printYaml(mapped(unresolved(read, references ?? [], secretOf), hide));
}

/** The same with its secrets, read where they are kept now. Throws `OutsideFailure` where it had some that nobody else knows. */
export function withSecrets(text: string, secretOf: (name: string) => string): string {
  if (!text.includes(UNKNOWN)) return printYaml(resolved(yamlOf(text), secretOf));
  const detail = 'they are written down nowhere else, so the configuration stays as it is now: deploy the one that is wanted';
  throw new OutsideFailure(`${CONFIG_ID} had secrets that only Mimir knew`, { kind: 'moved', detail });
}

function mapped(value: unknown, each: (inner: unknown, key: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown, index) => each(inner, String(index)));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner, key)]));
}
