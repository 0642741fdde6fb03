import { isRecord } from '../kernel/canonical.ts';
import { type At, type Field, type Fields, readFields, type SettingProblem, wrong } from './field.ts';

/** What no single setting shows: pairs that exclude each other. */
export type Rules = (settings: Readonly<Record<string, unknown>>) => readonly SettingProblem[];
type Traits = Pick<Field, 'required' | 'since'> & { readonly rules?: Rules };

/** Settings inside a setting. */
export function group(key: string, fields: Fields, { rules, ...traits }: Traits = {}): Field {
  return {
    ...traits,
    read(value, at) {
      const read = readGroup(value, fields, rules, at);
      return read === undefined ? {} : { [key]: read };
    },
  };
}

/** A list of them. */
export function list(
  key: string,
  fields: Fields,
  { rules, fallback, ...traits }: Traits & { readonly fallback?: readonly object[] } = {},
): Field {
  return {
    ...traits,
    ...(fallback === undefined ? {} : { fallback: { [key]: fallback } }),
    read(value, at) {
      if (!Array.isArray(value)) return wrong(value, 'a list', at);
      return { [key]: value.map((one, index) => readGroup(one, fields, rules, { ...at, path: `${at.path}.${index}` }) ?? {}) };
    },
  };
}

function readGroup(value: unknown, fields: Fields, rules: Rules | undefined, at: At): Record<string, unknown> | undefined {
  if (!isRecord(value)) {
    wrong(value, `an object of ${Object.keys(fields).join(', ')}`, at);
    return undefined;
  }
  at.reading.problems.push(
    ...(rules?.(value) ?? []).map((one) => ({
      ...one,
      message: `${one.message.replace(/\.$/, '')} in \`${at.path}\` of ${at.kind}.`,
    })),
  );
  return readFields(fields, value, at);
}

/** The settings of these that are given. */
export function given(settings: Readonly<Record<string, unknown>>, names: readonly string[]): string[] {
  return names.filter((name) => settings[name] !== undefined && settings[name] !== null);
}

/** One of these, and only one. */
export function exactlyOne(settings: Readonly<Record<string, unknown>>, names: readonly string[]): SettingProblem[] {
  if (given(settings, names).length === 0)
    return [{ message: `None of ${quoted(names)} is given.`, fix: `write one of ${names.join(', ')}` }];
  return atMostOne(settings, names);
}

export function atMostOne(settings: Readonly<Record<string, unknown>>, names: readonly string[]): SettingProblem[] {
  const seen = given(settings, names);
  return seen.length < 2 ? [] : [{ message: `${quoted(seen)} exclude each other.`, fix: `keep one of ${seen.join(', ')}` }];
}

function quoted(names: readonly string[]): string {
  return names
    .map((name) => `\`${name}\``)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}
