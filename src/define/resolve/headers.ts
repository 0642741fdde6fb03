import { isRecord } from '../../kernel/canonical.ts';
import { isSecretKey } from '../../kernel/mask-secrets.ts';
import { isSecret } from '../../kernel/secret.ts';
import type { Connection } from '../../model/connection.ts';
import { secretIn } from './report.ts';
import { shown } from './shown.ts';
import { type Written, wrong } from './written.ts';

/** https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What the client writes itself. */
const OURS = new Set([
  'host',
  'content-length',
  'content-type',
  'connection',
  'transfer-encoding',
  'upgrade',
  'proxy-authorization',
]);

/** Headers that can be sent; what cannot is reported, and a literal secret never quoted. */
export function headersIn(value: unknown, where: Written): Connection['headers'] {
  if (value === undefined) return {};
  if (!isRecord(value)) wrong(value, "names with values: { 'X-Org': 'shop' }", where);
  const entries = Object.entries(isRecord(value) ? value : {});
  return Object.fromEntries(
    entries.flatMap(([name, one]) => {
      if (!isHeader(name, one, where)) return [];
      return typeof one === 'string' || isSecret(one) ? [[name, one] as const] : [];
    }),
  );
}

function isHeader(name: string, value: unknown, { field, at, origin, report }: Written): boolean {
  const problem = headerProblem(name, value);
  if (problem !== undefined) {
    const fix = "write letters, digits and `-` for a name, one line of text or a secret for its value: { 'X-Org': 'shop' }";
    report.error('target/header', at, `\`${field}\`: ${problem}.`, { origin, fix });
  } else if (typeof value === 'string' && isSecretKey(name)) secretIn(value, `${field}.${name}`, at, origin, report);
  else return true;
  return false;
}

/** The value may be a secret somebody wrote down, so it is not quoted. */
function headerProblem(name: string, value: unknown): string | undefined {
  if (!TOKEN.test(name)) return `${shown(name)} cannot name a header`;
  if (OURS.has(name.toLowerCase())) return `${name} is written by the client itself`;
  if (isSecret(value)) return undefined;
  if (typeof value !== 'string')
    return `${name} has ${value === null || value === undefined ? 'no value' : 'a value that is no text'}`;
  return /[\p{Cc}]|[^\u0020-\u00ff]/u.test(value)
    ? `the value of ${name} has a line break, or letters no header can carry`
    : undefined;
}
