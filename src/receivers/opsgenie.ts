import type { Channel } from '../authored/references.ts';
import type { Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import type { SettingProblem } from './field.ts';
import { given, list } from './group-fields.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile, url } from './secret-fields.ts';
import { text, texts } from './text-fields.ts';
import { byUrgency } from './urgency-texts.ts';
import { flag } from './value-fields.ts';

type ResponderType = 'team' | 'teams' | 'user' | 'escalation' | 'schedule';
/** Whom Opsgenie tells: by id, by name, or a user by its name there. */
export type OpsgenieResponder = { readonly type: ResponderType | `{{${string}}}` } & (
  | { readonly id: NotificationText; readonly name?: never; readonly username?: never }
  | { readonly name: NotificationText; readonly id?: never; readonly username?: never }
  | { readonly username: NotificationText; readonly id?: never; readonly name?: never }
);
export interface OpsgenieOptions extends ChannelOptions {
  /** Of an API integration. */
  readonly apiKey: Secret;
  /** @default 'https://api.opsgenie.com/' */
  readonly apiUrl?: Url;
  /** @default the number of alerts, the service and the alert's name; Opsgenie cuts it at 130 characters */
  readonly message?: NotificationText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly description?: NotificationText;
  readonly source?: NotificationText;
  readonly details?: Readonly<Record<string, NotificationText>>;
  /** @default the service */
  readonly entity?: NotificationText;
  readonly responders?: readonly OpsgenieResponder[];
  /** Separated by commas, as are tags. */
  readonly actions?: NotificationText;
  readonly tags?: NotificationText;
  readonly note?: NotificationText;
  /** `P1` to `P5`. @default P1 for the gravest level that pages, P2 for others that page, P3 for tickets, else P5 */
  readonly priority?: NotificationText;
  /** Send message and description again with each change. @default false */
  readonly updateAlerts?: boolean;
}

/** An Opsgenie alert, with its on-call schedules, calls and messages. Compiles to `opsgenie_configs`. https://prometheus.io/docs/alerting/latest/configuration/#opsgenie_config */
export function opsgenie(options: OpsgenieOptions): Channel {
  return channel('opsgenie', options, opsgenie);
}

const TYPES: ReadonlySet<string> = new Set(['team', 'teams', 'user', 'escalation', 'schedule']);

export const opsgenieKind: ReceiverKind<OpsgenieOptions> = {
  type: 'opsgenie',
  field: 'opsgenie_configs',
  fields: {
    apiKey: secretFile('api_key', { required: true }),
    apiUrl: url('api_url'),
    sendResolved,
    message: text('message', { fallback: '{{ template "signalbox.title" . }}' }),
    description: text('description', { fallback: '{{ template "signalbox.text" . }}' }),
    source: text('source'),
    details: texts('details'),
    entity: text('entity', { fallback: '{{ .CommonLabels.service }}' }),
    responders: list(
      'responders',
      { type: text('type', { required: true }), id: text('id'), name: text('name'), username: text('username') },
      { rules: responderProblems },
    ),
    actions: text('actions'),
    tags: text('tags'),
    note: text('note'),
    priority: text('priority', { fallback: byUrgency('signalbox.opsgenie.priority') }),
    updateAlerts: flag('update_alerts'),
    http,
  },
};

function responderProblems(responder: Readonly<Record<string, unknown>>): SettingProblem[] {
  const { type } = responder;
  const found: SettingProblem[] = [];
  if (given(responder, ['id', 'name', 'username']).length === 0)
    found.push({ message: 'A responder is nobody.', fix: "name it by id, name or username: { type: 'team', name: 'payments' }" });
  if (typeof type === 'string' && !type.includes('{{') && !TYPES.has(type.toLowerCase()))
    found.push({ message: `${JSON.stringify(type)} is no type of responder.`, fix: `write one of ${[...TYPES].join(', ')}` });
  return found;
}
