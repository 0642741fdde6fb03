/** What the servers say of themselves, as far as an alert reads it. */
import { counter, gauge, text } from 'signalbox/metrics';

export const ruleFailures = counter({
  name: 'prometheus_rule_evaluation_failures_total',
  help: 'Evaluations of rules that failed.',
  labels: { rule_group: text({ series: 20 }) },
});
export const notificationsDropped = counter({
  name: 'prometheus_notifications_dropped_total',
  help: 'Alerts that could not be handed to Alertmanager.',
});
export const prometheusReloaded = gauge({
  name: 'prometheus_config_last_reload_successful',
  help: '1 if the configuration on disk is the one in use.',
});

export const notificationsFailed = counter({
  name: 'alertmanager_notifications_failed_total',
  help: 'Notifications that were not delivered.',
  // one for every kind of receiver and every reason, whether it failed or not
  labels: { integration: text({ series: 18 }), reason: text({ series: 7 }) },
});
export const alertmanagerReloaded = gauge({
  name: 'alertmanager_config_last_reload_successful',
  help: '1 if the configuration on disk is the one in use.',
});

export const linesDiscarded = counter({
  name: 'loki_discarded_samples_total',
  help: 'Log lines Loki refused.',
  labels: { reason: text({ series: 10 }), tenant: text({ series: 1 }) },
});
