import type { Channel } from '../authored/references.ts';
import type { Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { list } from './group-fields.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile, url } from './secret-fields.ts';
import { text } from './text-fields.ts';
import { byUrgency } from './urgency-texts.ts';
import { flag } from './value-fields.ts';

export interface RocketchatOptions extends ChannelOptions {
  /** A personal access token, and the id of its user. */
  readonly token: Secret;
  readonly tokenId: Secret;
  /** @default 'https://open.rocket.chat/' */
  readonly apiUrl?: Url;
  /** `'#payments'` or `'@name'` */
  readonly channel: NotificationText;
  /** @default by severity, green when it is over */
  readonly color?: NotificationText;
  /** @default the number of alerts, the service and the alert's name */
  readonly title?: NotificationText;
  /** @default the dashboard, or the runbook */
  readonly titleLink?: NotificationText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly text?: NotificationText;
  readonly fields?: readonly { readonly title: NotificationText; readonly value: NotificationText; readonly short?: boolean }[];
  readonly shortFields?: boolean;
  readonly emoji?: NotificationText;
  readonly iconUrl?: NotificationText;
  readonly imageUrl?: NotificationText;
  readonly thumbUrl?: NotificationText;
  readonly linkNames?: boolean;
  /** Buttons with a link, or with a message they send. */
  readonly actions?: readonly {
    readonly text: NotificationText;
    readonly url?: NotificationText;
    readonly msg?: NotificationText;
  }[];
}

/** A Rocket.Chat channel. Compiles to `rocketchat_configs`. https://prometheus.io/docs/alerting/latest/configuration/#rocketchat_config */
export function rocketchat(options: RocketchatOptions): Channel {
  return channel('rocketchat', options, rocketchat);
}

export const rocketchatKind: ReceiverKind<RocketchatOptions> = {
  type: 'rocketchat',
  field: 'rocketchat_configs',
  since: '0.28',
  fields: {
    token: secretFile('token', { required: true }),
    tokenId: secretFile('token_id', { required: true }),
    apiUrl: url('api_url'),
    channel: text('channel', { required: true }),
    sendResolved,
    color: text('color', { fallback: byUrgency('signalbox.rocketchat.color') }),
    title: text('title', { fallback: '{{ template "signalbox.title" . }}' }),
    titleLink: text('title_link', { fallback: '{{ template "signalbox.link" . }}' }),
    text: text('text', { fallback: '{{ template "signalbox.text" . }}' }),
    fields: list('fields', {
      title: text('title', { required: true }),
      value: text('value', { required: true }),
      short: flag('short'),
    }),
    shortFields: flag('short_fields'),
    emoji: text('emoji'),
    iconUrl: text('icon_url'),
    imageUrl: text('image_url'),
    thumbUrl: text('thumb_url'),
    linkNames: flag('link_names'),
    actions: list('actions', { text: text('text', { required: true }), url: text('url'), msg: text('msg') }),
    http,
  },
};
