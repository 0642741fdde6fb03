/**
 * An annotation of the first alert of a notification. A group holds alerts with different runbooks, such as two objectives of one
 * service; what they have in common is then empty, and a button without a link is refused.
 * https://prometheus.io/docs/alerting/latest/notifications/#data
 */
export function firstAnnotation(name: 'runbook_url' | 'dashboard_url'): string {
  return `{{ (index .Alerts 0).Annotations.${name} }}`;
}
