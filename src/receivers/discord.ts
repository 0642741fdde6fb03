import type { Channel } from '../authored/references.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile } from './secret-fields.ts';
import { text } from './text-fields.ts';

export interface DiscordOptions extends ChannelOptions {
  /** It lets in whoever knows it. */
  readonly webhookUrl: Secret;
  /** @default the number of alerts, the service and the alert's name */
  readonly title?: NotificationText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly message?: NotificationText;
  /** Above the embedded message; mentions work only here. */
  readonly content?: NotificationText;
  readonly username?: NotificationText;
  readonly avatarUrl?: NotificationText;
}

/** A Discord channel. Compiles to `discord_configs`. https://prometheus.io/docs/alerting/latest/configuration/#discord_config */
export function discord(options: DiscordOptions): Channel {
  return channel('discord', options, discord);
}

export const discordKind: ReceiverKind<DiscordOptions> = {
  type: 'discord',
  field: 'discord_configs',
  fields: {
    webhookUrl: secretFile('webhook_url', { required: true }),
    sendResolved,
    title: text('title', { fallback: '{{ template "signalbox.title" . }}' }),
    message: text('message', { fallback: '{{ template "signalbox.text" . }}' }),
    content: text('content'),
    username: text('username'),
    avatarUrl: text('avatar_url'),
    http,
  },
};
