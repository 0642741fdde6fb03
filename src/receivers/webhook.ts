import type { Channel } from '../authored/references.ts';
import type { Duration, Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import { secretOrUrl } from './secret-fields.ts';
import { payload } from './text-fields.ts';
import { count, goSpan } from './value-fields.ts';

export interface WebhookOptions extends ChannelOptions {
  /** Where to POST Alertmanager's JSON, a template too; a secret where the URL itself lets in. */
  readonly url: Url | Secret;
  /** Of a group with more, the rest is cut and counted in `truncatedAlerts`. @default all */
  readonly maxAlerts?: number;
  /** @default none but that of the group's interval */
  readonly timeout?: Duration;
  /** The body instead of Alertmanager's own; each text in it is a template. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
  readonly payload?: object;
}

/** Any HTTP endpoint. Compiles to `webhook_configs`. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export function webhook(options: WebhookOptions): Channel {
  return channel('webhook', options, webhook);
}

export const webhookKind: ReceiverKind<WebhookOptions> = {
  type: 'webhook',
  field: 'webhook_configs',
  fields: {
    url: secretOrUrl('url', { required: true, templated: true }),
    sendResolved,
    maxAlerts: count('max_alerts'),
    timeout: goSpan('timeout'),
    payload: payload('payload', { since: '0.32' }),
    http,
  },
};
