import { type Address, addressOf } from '../../kernel/address.ts';
import { type Diagnostic, type DiagnosticOptions, error, warning } from '../../kernel/diagnostic.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { isSecret, type SecretReference } from '../../kernel/secret.ts';
import { shown } from './shown.ts';
import { valueAt } from './value-at.ts';

/** Collects what is wrong while authored things become the model; nothing is thrown, everything is reported. */
export interface Report {
  readonly diagnostics: Diagnostic[];
  error(code: string, at: Address, message: string, options?: DiagnosticOptions): void;
  warning(code: string, at: Address, message: string, options?: DiagnosticOptions): void;
  add(diagnostic: Diagnostic): void;
}

/** Says it of the server at hand. */
export type ServerReport = (code: string, message: string, fix: string) => void;

export function newReport(): Report {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    add: (diagnostic) => void diagnostics.push(diagnostic),
    error: (code, at, message, options) => void diagnostics.push(error(code, at, message, options)),
    warning: (code, at, message, options) => void diagnostics.push(warning(code, at, message, options)),
  };
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** The address of an authored thing. Its name ends in file paths, labels and URLs, so it is checked here, once. */
export function addressIn(scope: string, kind: string, origin: { readonly name?: unknown }, report: Report): Address {
  const name = typeof origin.name === 'string' ? origin.name : shown(origin.name);
  const address = addressOf(scope, kind, name);
  if (typeof origin.name === 'string' && NAME.test(origin.name)) return address;
  const shownAt = addressOf(scope, kind, name.replace(/\p{Cc}+/gu, ' ')); // a name of two lines would break the line it is told in
  report.error('definition/name', shownAt, `${shown(origin.name)} cannot name ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}.`, {
    origin,
    fix: 'use letters, digits, `-`, `_` and `.`, beginning with a letter or digit, at most 100 characters',
  });
  return addressOf(scope, kind, name.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'unnamed');
}

/** Milliseconds of an authored duration, or the default; anything else is reported. */
export function durationIn(value: unknown, fallback: number, field: string, at: Address, origin: object, report: Report): number {
  if (value === undefined) return fallback;
  const milliseconds = typeof value === 'string' ? parseDuration(value) : undefined;
  if (milliseconds !== undefined) return milliseconds;
  report.error('definition/duration', at, `\`${field}\` is ${shown(value)}, which is no duration.`, {
    origin,
    fix: "write whole units, largest first: '30s', '5m', '1h30m', '30d'",
  });
  return fallback;
}

/** A reference to a secret; a literal is reported and never quoted. Dropped in silence, it would leave a server without its password. */
export function secretIn(
  value: unknown,
  field: string,
  at: Address,
  origin: object,
  report: Report,
): SecretReference | undefined {
  if (value === undefined || isSecret(value)) return value;
  report.error('definition/secret-literal', at, `\`${field}\` is no reference to a secret.`, {
    origin,
    fix: "write secret.file('name-of-the-file') or secret.env('NAME'); the value itself never stands in a definition",
  });
  return undefined;
}

/** A reference that is undefined: an import cycle, or a name that does not exist. Null is said to be null: no import makes it. */
export function missing(
  field: string,
  at: Address,
  origin: object,
  report: Report,
  seen = valueAt(origin, field.split('.')),
  wanted?: string,
): void {
  const inList = /\.\d+$/.test(field);
  const write = inList
    ? 'write what belongs there, or take it out'
    : `write \`${field}\`${wanted === undefined ? '' : `: ${wanted}`}`;
  const undefinedFix = `${write}, or check the import of what it names: it is missing, or the two files import each other`;
  report.error('definition/undefined-reference', at, `\`${field}\` is ${seen === null ? 'null' : 'undefined'}.`, {
    origin,
    fix: seen === null ? `write what belongs there, or ${inList ? 'take it out' : 'leave it out'}` : undefinedFix,
  });
}
