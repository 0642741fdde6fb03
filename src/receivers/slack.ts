import type { Channel } from '../authored/references.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import { firstAnnotation } from './first-annotation.ts';
import type { ReceiverKind } from './kind.ts';

export interface SlackOptions {
  /** `'#payments'` */
  readonly channel: `#${string}`;
  /** The incoming webhook. */
  readonly apiUrl: Secret;
}

/**
 * A Slack channel; sends when it fires and when it clears, with the runbook and dashboard as buttons.
 * Compiles to `slack_configs`. https://prometheus.io/docs/alerting/latest/configuration/#slack_config
 */
export function slack(options: SlackOptions): Channel {
  return channel('slack', options, slack);
}

export const slackKind: ReceiverKind<SlackOptions> = {
  type: 'slack',
  field: 'slack_configs',
  problems: ({ channel: name }) =>
    /^#[a-z0-9][a-z0-9._-]*$/.test(name)
      ? []
      : [{ message: `Slack has no channel named ${JSON.stringify(name)}.`, fix: "write it in lower case: '#payments'" }],
  secrets: ({ apiUrl }) => ({ apiUrl }),
  wire: (settings, file) => ({
    api_url_file: file(settings.apiUrl),
    channel: settings.channel,
    send_resolved: true,
    color:
      '{{ if eq .Status "firing" }}{{ if eq .CommonLabels.severity "critical" }}danger{{ else }}warning{{ end }}{{ else }}good{{ end }}',
    title: '{{ template "signalbox.title" . }}',
    title_link: '{{ template "signalbox.link" . }}',
    text: '{{ template "signalbox.text" . }}',
    actions: [
      { type: 'button', text: 'Runbook', url: firstAnnotation('runbook_url') },
      { type: 'button', text: 'Dashboard', url: firstAnnotation('dashboard_url') },
    ],
  }),
};
