import type { Channel } from '../authored/references.ts';
import type { Duration, Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { firstAnnotation } from './first-annotation.ts';
import { exactlyOne, list } from './group-fields.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile, url } from './secret-fields.ts';
import { text, texts } from './text-fields.ts';
import { byUrgency } from './urgency-texts.ts';
import { goSpan } from './value-fields.ts';

interface PagerdutyEvent extends ChannelOptions {
  /** The headline of the incident. @default the number of alerts, the service and the alert's name */
  readonly description?: NotificationText;
  /** `critical`, `error`, `warning` or `info`. @default critical for the gravest level that pages, error for others that page, warning for tickets, else info */
  readonly severity?: NotificationText;
  /** @default the service */
  readonly component?: NotificationText;
  readonly group?: NotificationText;
  readonly class?: NotificationText;
  readonly source?: NotificationText;
  readonly client?: NotificationText;
  readonly clientUrl?: NotificationText;
  /** @default summary, description and links of each alert, and Alertmanager's own `firing`, `resolved`, `num_firing`, `num_resolved` */
  readonly details?: Readonly<Record<string, NotificationText>>;
  /** @default the runbook and the dashboard */
  readonly links?: readonly { readonly href: NotificationText; readonly text?: NotificationText }[];
  readonly images?: readonly {
    readonly src: NotificationText;
    readonly alt?: NotificationText;
    readonly href?: NotificationText;
  }[];
  /** @default 'https://events.pagerduty.com/v2/enqueue' */
  readonly url?: Url;
  readonly timeout?: Duration;
}
export type PagerdutyOptions = PagerdutyEvent &
  (
    | {
        /** The integration key of an Events API v2 service. */
        readonly routingKey: Secret;
        readonly serviceKey?: never;
      }
    | {
        /** The key of a service integrated as "Prometheus" (Events API v1). */
        readonly serviceKey: Secret;
        readonly routingKey?: never;
      }
  );

/**
 * A PagerDuty service: an incident opens when a group fires and resolves with it. Calls and messages phones by the service's policy.
 * Compiles to `pagerduty_configs`. https://prometheus.io/docs/alerting/latest/configuration/#pagerduty_config
 */
export function pagerduty(options: PagerdutyOptions): Channel {
  return channel('pagerduty', options, pagerduty);
}

const LINKS = [
  { href: firstAnnotation('runbook_url'), text: 'Runbook' },
  { href: firstAnnotation('dashboard_url'), text: 'Dashboard' },
];

export const pagerdutyKind: ReceiverKind<PagerdutyOptions> = {
  type: 'pagerduty',
  field: 'pagerduty_configs',
  fields: {
    routingKey: secretFile('routing_key'),
    serviceKey: secretFile('service_key'),
    sendResolved,
    severity: text('severity', { fallback: byUrgency('signalbox.pagerduty.severity') }),
    description: text('description', { fallback: '{{ template "signalbox.title" . }}' }),
    component: text('component', { fallback: '{{ .CommonLabels.service }}' }),
    group: text('group'),
    class: text('class'),
    source: text('source'),
    client: text('client'),
    clientUrl: text('client_url'),
    details: texts('details', { fallback: { summary: '{{ template "signalbox.text" . }}' } }),
    links: links(),
    images: list('images', { src: text('src', { required: true }), alt: text('alt'), href: text('href') }),
    url: url('url'),
    timeout: goSpan('timeout'),
    http,
  },
  rules: (settings) => exactlyOne(settings, ['routingKey', 'serviceKey']),
};

function links() {
  return list('links', { href: text('href', { required: true }), text: text('text') }, { fallback: LINKS });
}
