import type { Channel } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile } from './secret-fields.ts';
import { text } from './text-fields.ts';
import { byUrgency } from './urgency-texts.ts';
import { flag, goSpan } from './value-fields.ts';

interface PushoverMessage extends ChannelOptions {
  readonly userKey: Secret;
  /** Of the application. */
  readonly token: Secret;
  /** @default the number of alerts, the service and the alert's name */
  readonly title?: NotificationText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly message?: NotificationText;
  /** @default the dashboard, or the runbook */
  readonly url?: NotificationText;
  readonly urlTitle?: NotificationText;
  /** @default every device of the user */
  readonly device?: NotificationText;
  readonly sound?: NotificationText;
  /** `-2` to `2`; 2 rings until somebody answers. @default 2 for what pages and fires, else 0 */
  readonly priority?: NotificationText;
  /** How often an emergency rings again. @default '1m' */
  readonly retry?: Duration;
  /** When an emergency gives up. @default '1h' */
  readonly expire?: Duration;
  /** When the message deletes itself. @default never */
  readonly ttl?: Duration;
}
export type PushoverOptions = PushoverMessage &
  (
    | { /** Read tags such as <b> in the message. */ readonly html?: boolean; readonly monospace?: never }
    | { readonly monospace?: boolean; readonly html?: never }
  );

/** A push to phones. Compiles to `pushover_configs`. https://prometheus.io/docs/alerting/latest/configuration/#pushover_config */
export function pushover(options: PushoverOptions): Channel {
  return channel('pushover', options, pushover);
}

export const pushoverKind: ReceiverKind<PushoverOptions> = {
  type: 'pushover',
  field: 'pushover_configs',
  fields: {
    userKey: secretFile('user_key', { required: true }),
    token: secretFile('token', { required: true }),
    sendResolved,
    title: text('title', { fallback: '{{ template "signalbox.title" . }}' }),
    message: text('message', { fallback: '{{ template "signalbox.text" . }}' }),
    url: text('url', { fallback: '{{ template "signalbox.link" . }}' }),
    urlTitle: text('url_title'),
    device: text('device'),
    sound: text('sound'),
    priority: text('priority', { fallback: byUrgency('signalbox.pushover.priority') }),
    retry: goSpan('retry'),
    expire: goSpan('expire'),
    ttl: goSpan('ttl'),
    html: flag('html'),
    monospace: flag('monospace'),
    http,
  },
  rules: ({ html, monospace }) =>
    html === true && monospace === true
      ? [{ message: '`html` and `monospace` exclude each other.', fix: 'keep one of html, monospace' }]
      : [],
};
