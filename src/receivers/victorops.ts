import type { Channel } from '../authored/references.ts';
import { isRecord } from '../kernel/canonical.ts';
import type { Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import type { SettingProblem } from './field.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile, url } from './secret-fields.ts';
import { text, texts } from './text-fields.ts';
import { byUrgency } from './urgency-texts.ts';

type Reserved =
  | 'routing_key'
  | 'message_type'
  | 'state_message'
  | 'entity_display_name'
  | 'monitoring_tool'
  | 'entity_id'
  | 'entity_state';
export interface VictoropsOptions extends ChannelOptions {
  readonly apiKey: Secret;
  /** Which escalation policy it goes to: no secret. */
  readonly routingKey: NotificationText;
  /** @default 'https://alert.victorops.com/integrations/generic/20131114/alert/' */
  readonly apiUrl?: Url;
  /** `CRITICAL`, `WARNING` or `INFO`. @default by severity */
  readonly messageType?: NotificationText;
  /** @default the number of alerts, the service and the alert's name */
  readonly entityDisplayName?: NotificationText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly stateMessage?: NotificationText;
  readonly monitoringTool?: NotificationText;
  readonly customFields?: Readonly<Record<string, NotificationText>> & { readonly [K in Reserved]?: never };
}

/** A VictorOps (Splunk On-Call) incident, with its calls and messages. Compiles to `victorops_configs`. https://prometheus.io/docs/alerting/latest/configuration/#victorops_config */
export function victorops(options: VictoropsOptions): Channel {
  return channel('victorops', options, victorops);
}

const RESERVED: readonly string[] = [
  'routing_key',
  'message_type',
  'state_message',
  'entity_display_name',
  'monitoring_tool',
  'entity_id',
  'entity_state',
] satisfies Reserved[];

export const victoropsKind: ReceiverKind<VictoropsOptions> = {
  type: 'victorops',
  field: 'victorops_configs',
  fields: {
    apiKey: secretFile('api_key', { required: true }),
    routingKey: text('routing_key', { required: true }),
    apiUrl: url('api_url'),
    sendResolved,
    messageType: text('message_type', { fallback: byUrgency('signalbox.victorops.type') }),
    entityDisplayName: text('entity_display_name', { fallback: '{{ template "signalbox.title" . }}' }),
    stateMessage: text('state_message', { fallback: '{{ template "signalbox.text" . }}' }),
    monitoringTool: text('monitoring_tool'),
    customFields: texts('custom_fields'),
    http,
  },
  rules: ({ customFields }) => (isRecord(customFields) ? Object.keys(customFields).flatMap(reserved) : []),
};

function reserved(name: string): SettingProblem[] {
  if (!RESERVED.includes(name)) return [];
  return [{ message: `VictorOps has a field ${name} of its own.`, fix: 'give the custom field another name' }];
}
