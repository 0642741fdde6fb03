import type { Channel } from '../authored/references.ts';
import { isRecord } from '../kernel/canonical.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { type Field, type SettingProblem, wrong } from './field.ts';
import { sameHeaders } from './headers.ts';
import { type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile } from './secret-fields.ts';
import { text, texts } from './text-fields.ts';
import { type TlsOptions, tlsField } from './tls.ts';
import { flag, plain } from './value-fields.ts';

export interface EmailOptions {
  readonly to: `${string}@${string}`;
  /** @default the number of alerts, the service and the alert's name */
  readonly subject?: NotificationText;
  /** The plain part. @default summary, description, runbook and dashboard of each alert */
  readonly text?: NotificationText;
  /** The HTML part; label values are escaped in it. @default Alertmanager's own page */
  readonly html?: NotificationText;
  /** More headers: `Reply-To`. */
  readonly headers?: Readonly<Record<string, NotificationText>>;
  /** @default that of `alertmanager({ smtp })`, as are all below */
  readonly from?: `${string}@${string}`;
  readonly smarthost?: `${string}:${number}`;
  /** The name Alertmanager gives the SMTP server. */
  readonly hello?: string;
  readonly username?: string;
  /** For PLAIN and LOGIN. */
  readonly password?: Secret;
  /** For CRAM-MD5. */
  readonly authSecret?: Secret;
  readonly authIdentity?: string;
  readonly requireTls?: boolean;
  /** TLS from the first byte (port 465), not by STARTTLS. @default by the port */
  readonly implicitTls?: boolean;
  readonly tls?: TlsOptions;
  /** Mails of one group answer each other, those of one day or all. @default false */
  readonly threads?: false | 'daily' | 'all';
  /** Also tell when it is over. @default true */
  readonly sendResolved?: boolean;
}

/**
 * Mail, through the SMTP server of the environment's Alertmanager (`alertmanager({ smtp })`) or its own. Sends when it fires and when it
 * clears. Compiles to `email_configs`. https://prometheus.io/docs/alerting/latest/configuration/#email_config
 */
export function email(options: EmailOptions): Channel {
  return channel('email', options, email);
}

export const emailKind: ReceiverKind<EmailOptions> = {
  type: 'email',
  field: 'email_configs',
  fields: {
    to: address('to', true),
    sendResolved,
    subject: header('Subject', '{{ template "signalbox.title" . }}'),
    headers: headers(),
    text: text('text', { fallback: '{{ template "signalbox.text" . }}' }),
    html: text('html'),
    from: address('from'),
    smarthost: smarthost(),
    hello: plain('hello'),
    username: plain('auth_username'),
    password: secretFile('auth_password'),
    authSecret: secretFile('auth_secret'),
    authIdentity: plain('auth_identity'),
    requireTls: flag('require_tls'),
    implicitTls: flag('force_implicit_tls'),
    tls: tlsField(),
    threads: threads(),
  },
  rules: emailProblems,
};

function address(key: string, required = false): Field {
  return {
    required,
    read(value, { path, kind, reading }) {
      if (typeof value === 'string' && /^[^\s@,]+@[^\s@,]+$/.test(value)) return { [key]: value };
      const shown = typeof value === 'string' ? JSON.stringify(value) : `\`${path}\` of ${kind}`;
      reading.problems.push({
        message: `${shown} is no mail address.`,
        fix: 'write one address; a list is several channels: [email(…), email(…)]',
      });
      return {};
    },
  };
}

/** `host:port`, as Alertmanager splits it. */
export function smarthost(): Field {
  return plain('smarthost', { form: /^[^\s:/]+:\d{1,5}$/, wanted: "'mail.example.org:587'" });
}

/** One header with a template as its value. */
function header(name: string, fallback: string): Field {
  const value = text(name, { fallback });
  return { fallback: { headers: { [name]: fallback } }, read: (one, at) => ({ headers: value.read(one, at) }) };
}

function headers(): Field {
  const all = texts('headers');
  return {
    read(value, at) {
      if (isRecord(value)) sameHeaders(value, at);
      return all.read(value, at);
    },
  };
}

function threads(): Field {
  return {
    read(value, at) {
      if (value === false) return {};
      if (value !== 'daily' && value !== 'all') return wrong(value, "'daily', 'all' or false", at);
      return { threading: { enabled: true, thread_by_date: value === 'daily' ? 'daily' : 'none' } };
    },
  };
}

function emailProblems({ headers: more, threads: by }: Readonly<Record<string, unknown>>): SettingProblem[] {
  const names = isRecord(more) ? Object.keys(more) : [];
  const found: SettingProblem[] = [];
  if (names.some((name) => /^subject$/i.test(name)))
    found.push({ message: 'The subject stands among the headers.', fix: 'write it as subject: …' });
  const taken = names.find((name) => /^(?:references|in-reply-to)$/i.test(name));
  if (taken !== undefined && by !== undefined && by !== false)
    found.push({ message: `\`threads\` writes the header ${taken} itself.`, fix: `leave out ${taken}, or threads` });
  return found;
}
