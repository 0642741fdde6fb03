import type { Channel } from '../authored/references.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { firstAnnotation } from './first-annotation.ts';
import type { ReceiverKind } from './kind.ts';

export interface PagerdutyOptions {
  /** The integration key of an Events API v2 service. */
  readonly routingKey: Secret;
}

/**
 * A PagerDuty service: an incident opens when a group fires and resolves with it.
 * Compiles to `pagerduty_configs`. https://prometheus.io/docs/alerting/latest/configuration/#pagerduty_config
 */
export function pagerduty(options: PagerdutyOptions): Channel {
  return channel('pagerduty', options, pagerduty);
}

export const pagerdutyKind: ReceiverKind<PagerdutyOptions> = {
  type: 'pagerduty',
  field: 'pagerduty_configs',
  problems: () => [],
  secrets: ({ routingKey }) => ({ routingKey }),
  wire: (settings, file) => ({
    routing_key_file: file(settings.routingKey),
    send_resolved: true,
    severity: '{{ if eq .CommonLabels.severity "critical" }}critical{{ else }}warning{{ end }}',
    description: '{{ template "signalbox.title" . }}',
    component: '{{ .CommonLabels.service }}',
    details: { summary: '{{ template "signalbox.text" . }}' },
    links: [
      { href: firstAnnotation('runbook_url'), text: 'Runbook' },
      { href: firstAnnotation('dashboard_url'), text: 'Dashboard' },
    ],
  }),
};
