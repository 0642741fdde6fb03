import type { Secret } from '../kernel/secret.ts';
import { type Fields, type FieldsOf, type Reading, readFields, type SettingProblem } from './field.ts';
import type { Rules } from './group-fields.ts';
import { type HttpOptions, httpField } from './http.ts';
import { flag } from './value-fields.ts';

/** What every channel takes. */
export interface ChannelOptions {
  /** Also tell when it is over. @default true */
  readonly sendResolved?: boolean;
  readonly http?: HttpOptions;
}

/** A way to deliver: one file under `receivers/` and one line in `kinds.ts`. */
export interface ReceiverKind<S extends object = object> {
  readonly type: string;
  /** The key in Alertmanager's receiver. https://prometheus.io/docs/alerting/latest/configuration/#receiver-integration-settings */
  readonly field: `${string}_configs`;
  /** The first Alertmanager that has it, where that is 0.28 or later. */
  readonly since?: string;
  /** In the order they are written. */
  readonly fields: FieldsOf<S>;
  /** What no single setting shows. */
  readonly rules?: Rules;
}

/** Fields every kind has. */
export const sendResolved = flag('send_resolved', { fallback: true });
export const http = httpField;

export interface ReadReceiver extends Reading {
  /** Alertmanager's form. */
  readonly wire: Record<string, unknown>;
}

/** One channel: what it compiles to, and everything wrong with it. `file` gives the path of a secret on Alertmanager's disk. */
export function readReceiver(kind: ReceiverKind, settings: object, file: (secret: Secret) => string): ReadReceiver {
  const reading: Reading = { problems: [], secrets: {}, texts: [], needs: [], file };
  const given = settings as Readonly<Record<string, unknown>>; // the type of an object without known fields
  if (kind.since !== undefined) reading.needs.push({ where: '', since: kind.since });
  reading.problems.push(...of(kind.type, kind.rules?.(given) ?? []));
  const wire = readFields(kind.fields as Fields, given, { kind: kind.type, path: '', reading }); // every setting has its field there
  return { ...reading, wire };
}

function of(type: string, problems: readonly SettingProblem[]): SettingProblem[] {
  return problems.map((one) => ({ ...one, message: `${one.message.replace(/\.$/, '')} (${type}).` }));
}
