import type { Channel } from '../authored/references.ts';
import { channel } from './channel.ts';
import type { ReceiverKind } from './kind.ts';

export interface EmailOptions {
  readonly to: `${string}@${string}`;
}

/**
 * Mail, through the SMTP server of the environment's Alertmanager (`alertmanager({ smtp })`). Sends when it fires and when it clears.
 * Compiles to `email_configs`. https://prometheus.io/docs/alerting/latest/configuration/#email_config
 */
export function email(options: EmailOptions): Channel {
  return channel('email', options, email);
}

export const emailKind: ReceiverKind<EmailOptions> = {
  type: 'email',
  field: 'email_configs',
  problems: ({ to }) =>
    /^[^\s@,]+@[^\s@,]+$/.test(to)
      ? []
      : [{ message: `${JSON.stringify(to)} is no mail address.`, fix: 'write one address; a list is several receivers' }],
  secrets: () => ({}),
  wire: (settings) => ({
    to: settings.to,
    send_resolved: true,
    headers: { Subject: '{{ template "signalbox.title" . }}' },
    text: '{{ template "signalbox.text" . }}',
  }),
};
