import type { Channel } from '../authored/references.ts';
import { isRecord } from '../kernel/canonical.ts';
import type { Duration, Url } from '../kernel/literals.ts';
import { channel } from './channel.ts';
import type { Field } from './field.ts';
import { given } from './group-fields.ts';
import type { HttpOptions } from './http.ts';
import { http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { url } from './secret-fields.ts';
import { payload, text } from './text-fields.ts';
import { choice, span } from './value-fields.ts';

/** A text, and whether it is written again when the issue is updated. */
export type JiraText = NotificationText | { readonly template: NotificationText; readonly update: boolean };

export interface JiraOptions {
  /** `'https://example.atlassian.net/rest/api/3/'` */
  readonly apiUrl: Url;
  /** The token stands in `basicAuth` (Cloud: mail address and API token) or `authorization` (Data Center). */
  readonly http: HttpOptions;
  readonly project: NotificationText;
  readonly issueType: NotificationText;
  /** @default 'auto' */
  readonly apiType?: 'auto' | 'cloud' | 'datacenter';
  /** @default the number of alerts, the service and the alert's name */
  readonly summary?: JiraText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly description?: JiraText;
  readonly labels?: readonly NotificationText[];
  /** @default by Alertmanager from the severity */
  readonly priority?: NotificationText;
  /** What closes the issue when it is over. @default it stays open */
  readonly resolveTransition?: NotificationText;
  /** What opens it again when it fires anew. @default a new issue */
  readonly reopenTransition?: NotificationText;
  /** Issues closed with this resolution are never opened again. */
  readonly wontFixResolution?: NotificationText;
  /** How long after it was closed an issue is opened again. @default always */
  readonly reopenDuration?: Duration;
  /** Fields of the project: `{ customfield_10001: 'x' }`; each text is a template. */
  readonly fields?: object;
  /** Also tell when it is over. @default true */
  readonly sendResolved?: boolean;
}

/** Jira issues, one for each group of alerts. Compiles to `jira_configs`. https://prometheus.io/docs/alerting/latest/configuration/#jira_config */
export function jira(options: JiraOptions): Channel {
  return channel('jira', options, jira);
}

export const jiraKind: ReceiverKind<JiraOptions> = {
  type: 'jira',
  field: 'jira_configs',
  since: '0.28',
  fields: {
    apiUrl: url('api_url', { required: true }),
    project: text('project', { required: true }),
    issueType: text('issue_type', { required: true }),
    apiType: choice('api_type', ['auto', 'cloud', 'datacenter']),
    sendResolved,
    summary: jiraText('summary', '{{ template "signalbox.title" . }}'),
    description: jiraText('description', '{{ template "signalbox.text" . }}'),
    labels: payload('labels'),
    priority: text('priority'),
    resolveTransition: text('resolve_transition'),
    reopenTransition: text('reopen_transition'),
    wontFixResolution: text('wont_fix_resolution'),
    reopenDuration: span('reopen_duration'),
    fields: payload('fields'),
    http,
  },
  rules: ({ http: requests }) =>
    isRecord(requests) && given(requests, ['basicAuth', 'authorization', 'oauth2']).length > 0
      ? []
      : [
          {
            message: 'Nothing logs in.',
            fix: "write http: { basicAuth: { username: 'alerts@example.org', password: secret.file('jira') } }",
          },
        ],
};

function jiraText(key: string, fallback: string): Field {
  const simple = text(key, { fallback });
  const inner = text('template', { required: true });
  return {
    ...simple,
    read(value, at) {
      if (!isRecord(value)) return simple.read(value, at);
      const { template, update } = value;
      if (update !== false) return simple.read(template, at);
      at.reading.needs.push({ where: `${at.path}.update`, since: '0.32' });
      return { [key]: { ...inner.read(template, at), enable_update: false } };
    },
  };
}
