import { outcome } from '../../kernel/outcome.ts';
import type { SeverityScale } from '../../model/severity.ts';
import { commonAlertmanager } from '../../model/sharing.ts';
import { headerLines } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { urgencyTemplates } from './urgency-templates.ts';

/** What notifications say. https://prometheus.io/docs/alerting/latest/notifications/ */
const TEMPLATES = `{{ define "signalbox.title" -}}
[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}] {{ .CommonLabels.service }}: {{ .CommonLabels.alertname }}
{{- end }}
{{ define "signalbox.link" -}}
{{ with index .Alerts 0 }}{{ if .Annotations.dashboard_url }}{{ .Annotations.dashboard_url }}{{ else }}{{ .Annotations.runbook_url }}{{ end }}{{ end }}
{{- end }}
{{ define "signalbox.text" -}}
{{ range .Alerts }}{{ .Annotations.summary }}
{{ .Annotations.description }}
{{ if .Annotations.runbook_url }}Runbook: {{ .Annotations.runbook_url }}
{{ end }}{{ if .Annotations.dashboard_url }}Dashboard: {{ .Annotations.dashboard_url }}
{{ end }}{{ end }}
{{- end }}
`;

/** What receivers refer to, in the language that Alertmanager and Grafana share. */
export function notificationTemplates(severities: SeverityScale): string {
  return TEMPLATES + urgencyTemplates(severities);
}

/** The templates receivers refer to. */
export const alertmanagerTemplates: ArtifactKind<string> = {
  kind: 'alertmanager-templates',
  server: 'alertmanager',
  applyAfter: [],
  compile: ({ environment, derived }) => {
    if (!commonAlertmanager(environment) || !derived.route) return outcome([]);
    const header = headerLines(environment).map((line) => `{{/* ${line} */}}\n`);
    const content = header.join('') + notificationTemplates(derived.estate.severities);
    return outcome([{ path: 'alertmanager/templates/signalbox.tmpl', from: [environment.address], content }]);
  },
  print: (text) => text,
  comparable: (text) => text,
};
