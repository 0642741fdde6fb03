import type { Channel } from '../authored/references.ts';
import type { Url } from '../kernel/literals.ts';
import { isSecret, type Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { type Field, wrong } from './field.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { readSecret, secretFile, url } from './secret-fields.ts';
import { text } from './text-fields.ts';
import { count, flag } from './value-fields.ts';

export interface TelegramOptions extends ChannelOptions {
  readonly botToken: Secret;
  /** Of a user, a group (negative) or a channel; a reference where it is not to be known. */
  readonly chatId: number | Secret;
  /** The topic of a group. */
  readonly messageThreadId?: number;
  /** @default title, then summary, description, runbook and dashboard of each alert */
  readonly message?: NotificationText;
  /** How Telegram reads the message. `'text'`: as it is, so that a `<` in a label cannot lose it. @default 'text' */
  readonly parseMode?: 'text' | 'Markdown' | 'MarkdownV2' | 'HTML';
  /** Without a sound. @default false */
  readonly silent?: boolean;
  /** @default 'https://api.telegram.org' */
  readonly apiUrl?: Url;
}

/** A Telegram chat. Compiles to `telegram_configs`. https://prometheus.io/docs/alerting/latest/configuration/#telegram_config */
export function telegram(options: TelegramOptions): Channel {
  return channel('telegram', options, telegram);
}

export const telegramKind: ReceiverKind<TelegramOptions> = {
  type: 'telegram',
  field: 'telegram_configs',
  fields: {
    botToken: secretFile('bot_token', { required: true }),
    chatId: chatId(),
    messageThreadId: count('message_thread_id'),
    sendResolved,
    message: text('message', { fallback: '{{ template "signalbox.title" . }}\n{{ template "signalbox.text" . }}' }),
    parseMode: parseMode(),
    silent: flag('disable_notifications'),
    apiUrl: url('api_url'),
    http,
  },
};

function chatId(): Field {
  return {
    required: true,
    read(value, at) {
      if (isSecret(value)) {
        at.reading.needs.push({ where: at.path, since: '0.31' }); // its form with a file
        return readSecret(value, 'chat_id', at);
      }
      return Number.isSafeInteger(value) && value !== 0
        ? { chat_id: value }
        : wrong(value, 'a whole number other than 0, or a secret', at);
    },
  };
}

const MODES = ['text', 'Markdown', 'MarkdownV2', 'HTML'];

/** Alertmanager's own default is HTML. */
function parseMode(): Field {
  return {
    fallback: { parse_mode: '' },
    read(value, at) {
      if (typeof value !== 'string' || !MODES.includes(value))
        return wrong(value, MODES.map((mode) => `'${mode}'`).join(' or '), at);
      return { parse_mode: value === 'text' ? '' : value };
    },
  };
}
