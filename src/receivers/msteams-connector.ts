import type { Channel } from '../authored/references.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile } from './secret-fields.ts';
import { text } from './text-fields.ts';

export interface MsteamsConnectorOptions extends ChannelOptions {
  /** Of an Office 365 connector, which Microsoft has retired: new ones are `msteams`. */
  readonly webhookUrl: Secret;
  /** @default the number of alerts, the service and the alert's name */
  readonly title?: NotificationText;
  /** What the notification of the phone shows. @default as the title */
  readonly summary?: NotificationText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly text?: NotificationText;
}

/** A Microsoft Teams channel, by an old connector. Compiles to `msteams_configs`. https://prometheus.io/docs/alerting/latest/configuration/#msteams_config */
export function msteamsConnector(options: MsteamsConnectorOptions): Channel {
  return channel('msteams-connector', options, msteamsConnector);
}

export const msteamsConnectorKind: ReceiverKind<MsteamsConnectorOptions> = {
  type: 'msteams-connector',
  field: 'msteams_configs',
  fields: {
    webhookUrl: secretFile('webhook_url', { required: true }),
    sendResolved,
    title: text('title', { fallback: '{{ template "signalbox.title" . }}' }),
    summary: text('summary', { fallback: '{{ template "signalbox.title" . }}' }),
    text: text('text', { fallback: '{{ template "signalbox.text" . }}' }),
    http,
  },
};
