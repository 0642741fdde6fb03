import { isRecord } from '../kernel/canonical.ts';
import { isSecret } from '../kernel/secret.ts';
import { type At, type Field, wrong } from './field.ts';
import { secretPath } from './secret-fields.ts';

/** Set by Alertmanager itself; it refuses a configuration that sets them too. */
const RESERVED: ReadonlySet<string> = new Set([
  'accept-encoding',
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'user-agent',
  'www-authenticate',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-prometheus-remote-read-version',
  'x-prometheus-remote-write-version',
  'x-prometheus-scrape-timeout-seconds',
]);
/** https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Headers that let in: their value is a secret, whoever takes them. */
const SECRET = /^(?:cookie|.*(?:api-?key|token|secret|password).*)$/i;

/** Headers of a request; a secret one compiles to `files`. */
export function headersField(key: string): Field {
  return {
    read(value, at) {
      if (!isRecord(value)) return wrong(value, "headers by name: { 'X-Team': 'payments' }", at);
      sameHeaders(value, at);
      const entries = Object.entries(value).map(([name, one]) => [
        name,
        header(name, one, { ...at, path: `${at.path}.${name}` }),
      ]);
      return { [key]: Object.fromEntries(entries) };
    },
  };
}

function header(name: string, value: unknown, at: At): object {
  const { kind, reading } = at;
  if (!NAME.test(name))
    reading.problems.push({
      message: `${JSON.stringify(name)} of ${kind} names no header.`,
      fix: "write a name such as 'X-Team'",
    });
  if (RESERVED.has(name.toLowerCase()))
    reading.problems.push({
      message: `Alertmanager sets the header ${name} of ${kind} itself.`,
      fix: name.toLowerCase() === 'authorization' ? 'write authorization or basicAuth' : 'leave it out',
    });
  if (isSecret(value) || SECRET.test(name)) {
    const path = secretPath(value, at);
    return path === undefined ? {} : { files: [path] };
  }
  return typeof value === 'string' ? { values: [value] } : wrong(value, 'a text', at);
}

/** Names that differ only in case are one header. */
export function sameHeaders(headers: Readonly<Record<string, unknown>>, { kind, path, reading }: At): void {
  const names = Object.keys(headers);
  const lower = names.map((name) => name.toLowerCase());
  names.forEach((name, index) => {
    const first = lower.indexOf(name.toLowerCase());
    if (first !== index)
      reading.problems.push({
        message: `\`${path}\` of ${kind} has one header twice: ${names[first]} and ${name}.`,
        fix: 'keep one of them',
      });
  });
}
