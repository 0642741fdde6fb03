import { isRecord } from '../kernel/canonical.ts';
import { didYouMean } from '../kernel/nearest.ts';
import type { Secret } from '../kernel/secret.ts';
import { seen } from './seen.ts';

/** Something wrong with a setting: what was seen, and what to type. */
export interface SettingProblem {
  readonly message: string;
  readonly fix: string;
  /** @default 'receiver/setting' */
  readonly code?: string;
}

/** A text an author wrote, in Alertmanager's template language. */
export interface WrittenText {
  /** The setting: `fields.0.value`. */
  readonly where: string;
  readonly text: string;
}

/** What reading the settings of a channel gives. */
export interface Reading {
  readonly problems: SettingProblem[];
  /** By the setting's name. */
  readonly secrets: Record<string, Secret>;
  readonly texts: WrittenText[];
  /** Settings that not every Alertmanager knows. */
  readonly needs: { readonly where: string; readonly since: string }[];
  /** The path of a secret on Alertmanager's disk. */
  file(secret: Secret): string;
}

/** Where a value stands. */
export interface At {
  readonly kind: string;
  readonly path: string;
  readonly reading: Reading;
}

/** One setting: how it is read, checked and written. */
export interface Field {
  readonly required?: boolean;
  /** The first Alertmanager that knows it. */
  readonly since?: string;
  /** What is written where the author is silent, in Alertmanager's form. */
  readonly fallback?: Readonly<Record<string, unknown>> | undefined;
  /** Entries of Alertmanager's form. */
  read(value: unknown, at: At): Readonly<Record<string, unknown>>;
}

export type Fields = Readonly<Record<string, Field>>;

/** Every setting of `S` has its field. */
export type FieldsOf<S> = { readonly [K in keyof Required<S>]: Field };

/** Alertmanager's form of some settings, in the order of the table. */
export function readFields(fields: Fields, settings: Readonly<Record<string, unknown>>, at: At): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const name of Object.keys(settings)) if (!Object.hasOwn(fields, name)) unknown(name, fields, at);
  for (const [name, field] of Object.entries(fields)) {
    const value = settings[name];
    const path = at.path === '' ? name : `${at.path}.${name}`;
    if (value === undefined || value === null) {
      if (field.required) at.reading.problems.push({ message: `\`${path}\` of ${at.kind} is missing.`, fix: `write ${path}: …` });
      merge(wire, field.fallback ?? {});
      continue;
    }
    if (field.since !== undefined) at.reading.needs.push({ where: path, since: field.since });
    merge(wire, field.read(value, { ...at, path }));
  }
  return wire;
}

/** Two settings may write one object: the subject of a mail is one of its headers. */
function merge(wire: Record<string, unknown>, entries: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(entries)) {
    const before = wire[key];
    wire[key] = isRecord(before) && isRecord(value) ? { ...before, ...value } : value;
  }
}

function unknown(name: string, fields: Fields, at: At): void {
  at.reading.problems.push({
    message: `${at.path === '' ? at.kind : `\`${at.path}\` of ${at.kind}`} has no setting \`${name}\`.`,
    fix: didYouMean(name, Object.keys(fields)) ?? `leave it out; it has ${Object.keys(fields).join(', ')}`,
  });
}

/** Reports that a setting holds something else; gives no entries. */
export function wrong(value: unknown, wanted: string, { path, kind, reading }: At): Record<string, never> {
  reading.problems.push({ message: `\`${path}\` of ${kind} is ${seen(value)}.`, fix: `write ${wanted}` });
  return {};
}
