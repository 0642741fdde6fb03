import type { Channel } from '../authored/references.ts';
import { isRecord } from '../kernel/canonical.ts';
import type { Url } from '../kernel/literals.ts';
import { channel } from './channel.ts';
import type { Authorization, HttpOptions } from './http.ts';
import { http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { url } from './secret-fields.ts';
import { text } from './text-fields.ts';

export interface WebexOptions {
  readonly roomId: NotificationText;
  /** The token of the bot stands in `authorization: { credentials }`; Webex has no other place for it. */
  readonly http: HttpOptions & { readonly authorization: Authorization };
  /** Webex reads markdown. @default title, then summary, description, runbook and dashboard of each alert */
  readonly message?: NotificationText;
  /** @default 'https://webexapis.com/v1/messages' */
  readonly apiUrl?: Url;
  /** Also tell when it is over. @default true */
  readonly sendResolved?: boolean;
}

/** A Webex room. Compiles to `webex_configs`. https://prometheus.io/docs/alerting/latest/configuration/#webex_config */
export function webex(options: WebexOptions): Channel {
  return channel('webex', options, webex);
}

export const webexKind: ReceiverKind<WebexOptions> = {
  type: 'webex',
  field: 'webex_configs',
  fields: {
    roomId: text('room_id', { required: true }),
    sendResolved,
    message: text('message', { fallback: '{{ template "signalbox.title" . }}\n{{ template "signalbox.text" . }}' }),
    apiUrl: url('api_url'),
    http,
  },
  rules: ({ http: requests }) =>
    isRecord(requests) && requests['authorization'] !== undefined
      ? []
      : [{ message: 'The bot has no token.', fix: "write http: { authorization: { credentials: secret.file('webex-bot') } }" }],
};
