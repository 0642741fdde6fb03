import type { Channel } from '../authored/references.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile } from './secret-fields.ts';
import { text } from './text-fields.ts';

export interface MsteamsOptions extends ChannelOptions {
  /** Of a workflow "Post to a channel when a webhook request is received". */
  readonly webhookUrl: Secret;
  /** @default the number of alerts, the service and the alert's name */
  readonly title?: NotificationText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly text?: NotificationText;
}

/** A Microsoft Teams channel, by Workflows. Compiles to `msteamsv2_configs`. https://prometheus.io/docs/alerting/latest/configuration/#msteamsv2_config */
export function msteams(options: MsteamsOptions): Channel {
  return channel('msteams', options, msteams);
}

export const msteamsKind: ReceiverKind<MsteamsOptions> = {
  type: 'msteams',
  field: 'msteamsv2_configs',
  since: '0.28',
  fields: {
    webhookUrl: secretFile('webhook_url', { required: true }),
    sendResolved,
    title: text('title', { fallback: '{{ template "signalbox.title" . }}' }),
    text: text('text', { fallback: '{{ template "signalbox.text" . }}' }),
    http,
  },
};
