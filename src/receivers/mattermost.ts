import type { Channel } from '../authored/references.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { group, list } from './group-fields.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile } from './secret-fields.ts';
import { text } from './text-fields.ts';
import { byUrgency } from './urgency-texts.ts';
import { choice, flag } from './value-fields.ts';

interface Attachment {
  readonly fallback?: NotificationText;
  readonly color?: NotificationText;
  readonly pretext?: NotificationText;
  readonly text?: NotificationText;
  readonly authorName?: NotificationText;
  readonly authorLink?: NotificationText;
  readonly authorIcon?: NotificationText;
  readonly title?: NotificationText;
  readonly titleLink?: NotificationText;
  readonly fields?: readonly { readonly title: NotificationText; readonly value: NotificationText; readonly short?: boolean }[];
  readonly thumbUrl?: NotificationText;
  readonly footer?: NotificationText;
  readonly footerIcon?: NotificationText;
  readonly imageUrl?: NotificationText;
}
/** `color`, `title`, `titleLink` and `text` left out are by severity, by the alerts, and the dashboard. */
export interface MattermostOptions extends ChannelOptions, Attachment {
  /** The incoming webhook. */
  readonly webhookUrl: Secret;
  /** `'payments'`; a person as `'@name'`. @default the webhook's own */
  readonly channel?: NotificationText;
  readonly username?: NotificationText;
  readonly iconUrl?: NotificationText;
  readonly iconEmoji?: NotificationText;
  /** Instead of the one made of the fields above. */
  readonly attachments?: readonly Attachment[];
  /** Begins with `custom_`; read by plugins. */
  readonly type?: NotificationText;
  /** Markdown shown at the side of the message. */
  readonly card?: NotificationText;
  readonly priority?: {
    readonly priority?: 'standard' | 'important' | 'urgent';
    readonly requestedAck?: boolean;
    readonly persistentNotifications?: boolean;
  };
}

/** A Mattermost channel. Compiles to `mattermost_configs`. https://prometheus.io/docs/alerting/latest/configuration/#mattermost_config */
export function mattermost(options: MattermostOptions): Channel {
  return channel('mattermost', options, mattermost);
}

const attachment = {
  fallback: text('fallback'),
  color: text('color'),
  pretext: text('pretext'),
  text: text('text'),
  authorName: text('author_name'),
  authorLink: text('author_link'),
  authorIcon: text('author_icon'),
  title: text('title'),
  titleLink: text('title_link'),
  fields: list('fields', {
    title: text('title', { required: true }),
    value: text('value', { required: true }),
    short: flag('short'),
  }),
  thumbUrl: text('thumb_url'),
  footer: text('footer'),
  footerIcon: text('footer_icon'),
  imageUrl: text('image_url'),
};

export const mattermostKind: ReceiverKind<MattermostOptions> = {
  type: 'mattermost',
  field: 'mattermost_configs',
  since: '0.30',
  fields: {
    webhookUrl: secretFile('webhook_url', { required: true }),
    channel: text('channel'),
    sendResolved,
    ...attachment,
    color: text('color', { fallback: byUrgency('signalbox.mattermost.color') }),
    title: text('title', { fallback: '{{ template "signalbox.title" . }}' }),
    titleLink: text('title_link', { fallback: '{{ template "signalbox.link" . }}' }),
    text: text('text', { fallback: '{{ template "signalbox.text" . }}' }),
    username: text('username'),
    iconUrl: text('icon_url'),
    iconEmoji: text('icon_emoji'),
    attachments: list('attachments', attachment),
    type: text('type'),
    card: card(),
    priority: group('priority', {
      priority: choice('priority', ['standard', 'important', 'urgent']),
      requestedAck: flag('requested_ack'),
      persistentNotifications: flag('persistent_notifications'),
    }),
    http,
  },
};

function card() {
  const inner = text('card');
  return { read: (value: unknown, at: Parameters<typeof inner.read>[1]) => ({ props: inner.read(value, at) }) };
}
