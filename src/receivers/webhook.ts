import type { Channel } from '../authored/references.ts';
import type { Url } from '../kernel/literals.ts';
import { isSecret, type Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import type { ReceiverKind } from './kind.ts';

export interface WebhookOptions {
  /** Where to POST Alertmanager's JSON; a secret where the URL itself lets in. */
  readonly url: Url | Secret;
}

/** Any HTTP endpoint. Compiles to `webhook_configs`. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export function webhook(options: WebhookOptions): Channel {
  return channel('webhook', options, webhook);
}

export const webhookKind: ReceiverKind<WebhookOptions> = {
  type: 'webhook',
  field: 'webhook_configs',
  problems: ({ url }) =>
    isSecret(url) || (/^https?:\/\//.test(String(url)) && URL.canParse(String(url)))
      ? []
      : [
          {
            message: 'The url of webhook is none that begins with http:// or https://.', // it may be a token: not quoted
            fix: "write 'https://host/path' or secret.file('…')",
          },
        ],
  secrets: ({ url }) => (isSecret(url) ? { url } : {}),
  wire: ({ url }, file) => ({ ...(isSecret(url) ? { url_file: file(url) } : { url }), send_resolved: true }),
};
