import { parseDuration, printDuration } from '../kernel/duration.ts';
import { type Field, wrong } from './field.ts';

type Traits = Pick<Field, 'required' | 'since'>;

/** A text Alertmanager takes as it is: a template in it would stay one. */
export function plain(
  key: string,
  { form, wanted, ...traits }: Traits & { readonly form?: RegExp; readonly wanted?: string } = {},
): Field {
  return {
    ...traits,
    read(value, at) {
      const fits = typeof value === 'string' && value !== '' && (form?.test(value) ?? true);
      if (!fits) return wrong(value, wanted ?? 'a text', at);
      return value.includes('{{')
        ? wrong(value, 'a text without {{ }}: Alertmanager reads no template here', at)
        : { [key]: value };
    },
  };
}

export function flag(key: string, { fallback, ...traits }: Traits & { readonly fallback?: boolean } = {}): Field {
  const entry = fallback === undefined ? {} : { fallback: { [key]: fallback } };
  return {
    ...traits,
    ...entry,
    read: (value, at) => (typeof value === 'boolean' ? { [key]: value } : wrong(value, 'true or false', at)),
  };
}

/** A whole number, 0 or more. */
export function count(key: string, traits: Traits = {}): Field {
  return {
    ...traits,
    read: (value, at) =>
      Number.isSafeInteger(value) && Number(value) >= 0 ? { [key]: value } : wrong(value, 'a whole number, 0 or more', at),
  };
}

/** One of a few words. */
export function choice(
  key: string,
  words: readonly string[],
  { fallback, ...traits }: Traits & { readonly fallback?: string } = {},
): Field {
  const entry = fallback === undefined ? {} : { fallback: { [key]: fallback } };
  const wanted = words.map((word) => `'${word}'`).join(' or ');
  return {
    ...traits,
    ...entry,
    read: (value, at) => (words.includes(value as string) ? { [key]: value } : wrong(value, wanted, at)), // `includes` takes only its own type
  };
}

/** A duration of Prometheus. */
export function span(key: string, traits: Traits = {}): Field {
  return spanWith(key, printDuration, traits);
}

/** A duration where Alertmanager reads Go's, which knows no days. https://pkg.go.dev/time#ParseDuration */
export function goSpan(key: string, traits: Traits = {}): Field {
  return spanWith(key, inHours, traits);
}

function spanWith(key: string, print: (milliseconds: number) => string, traits: Traits): Field {
  return {
    ...traits,
    read(value, at) {
      const milliseconds = typeof value === 'string' ? parseDuration(value) : undefined;
      return milliseconds === undefined
        ? wrong(value, "whole units, largest first: '30s', '5m', '1h30m'", at)
        : { [key]: print(milliseconds) };
    },
  };
}

const HOUR = 3_600_000;

function inHours(milliseconds: number): string {
  const hours = Math.floor(milliseconds / HOUR);
  const rest = milliseconds % HOUR;
  return hours === 0 ? printDuration(rest) : `${hours}h${rest === 0 ? '' : printDuration(rest)}`;
}

/** A list of texts Alertmanager takes as they are. */
export function strings(key: string, traits: Traits = {}): Field {
  return {
    ...traits,
    read(value, at) {
      const fits = Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
      return fits ? { [key]: [...value] } : wrong(value, 'a list of texts', at);
    },
  };
}
