import type { Channel } from '../authored/references.ts';
import type { Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { given } from './group-fields.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile, url } from './secret-fields.ts';
import { text } from './text-fields.ts';
import { choice } from './value-fields.ts';

/** Whom it tells: at least one of `toUser`, `toParty` and `toTag`; several are separated by `|`, everybody is `'@all'`. */
export interface WechatOptions extends ChannelOptions {
  readonly apiSecret: Secret;
  readonly corpId: NotificationText;
  readonly agentId: NotificationText;
  readonly toUser?: NotificationText;
  readonly toParty?: NotificationText;
  readonly toTag?: NotificationText;
  /** @default title, then summary, description, runbook and dashboard of each alert */
  readonly message?: NotificationText;
  /** @default 'text' */
  readonly messageType?: 'text' | 'markdown';
  /** @default 'https://qyapi.weixin.qq.com/cgi-bin/' */
  readonly apiUrl?: Url;
}

/** WeChat Work. Compiles to `wechat_configs`. https://prometheus.io/docs/alerting/latest/configuration/#wechat_config */
export function wechat(options: WechatOptions): Channel {
  return channel('wechat', options, wechat);
}

const TO = ['toUser', 'toParty', 'toTag'];

export const wechatKind: ReceiverKind<WechatOptions> = {
  type: 'wechat',
  field: 'wechat_configs',
  fields: {
    apiSecret: secretFile('api_secret', { required: true }),
    corpId: text('corp_id', { required: true }),
    agentId: text('agent_id', { required: true }),
    toUser: text('to_user'),
    toParty: text('to_party'),
    toTag: text('to_tag'),
    sendResolved,
    message: text('message', { fallback: '{{ template "signalbox.title" . }}\n{{ template "signalbox.text" . }}' }),
    messageType: choice('message_type', ['text', 'markdown']),
    apiUrl: url('api_url'),
    http,
  },
  rules: (settings) =>
    given(settings, TO).length > 0 ? [] : [{ message: 'It tells nobody.', fix: `write one of ${TO.join(', ')}: toUser: '@all'` }],
};
