import { alert, promql } from 'signalbox';
import {
  alertmanagerReloaded,
  linesDiscarded,
  notificationsDropped,
  notificationsFailed,
  prometheusReloaded,
  ruleFailures,
} from './metrics.ts';
import { alertmanagerServer, lokiServer, prometheusServer } from './services.ts';

export const rulesFail = alert({
  service: prometheusServer,
  name: 'RulesFail',
  severity: 'critical',
  for: '5m',
  when: promql`sum by (rule_group) (rate(${ruleFailures}[5m])) > 0`,
  summary: 'Prometheus cannot evaluate some rules.',
  description: 'Rules of {{ $labels.rule_group }} fail: their alerts do not fire, whatever happens.',
  runbook: {
    impact: 'What these rules watch is not watched.',
    steps: [
      'Open /rules of Prometheus: it shows the error of each rule.',
      'Many-to-many matches are the usual cause: a metric has come to be exposed twice.',
    ],
  },
});

export const alertsNotHandedOver = alert({
  service: prometheusServer,
  name: 'AlertsNotHandedOver',
  severity: 'critical',
  for: '5m',
  when: promql`rate(${notificationsDropped}[5m]) > 0`,
  summary: 'Prometheus cannot reach Alertmanager.',
  description: '{{ $labels.instance }} drops {{ $value | humanize }} notifications a second.',
  runbook: {
    impact: 'Alerts fire and nobody is told. This one may reach you late, or by another Prometheus.',
    steps: ['See whether Alertmanager runs.', 'See whether Prometheus can reach it: /status shows the address it uses.'],
  },
});

export const notDelivered = alert({
  service: alertmanagerServer,
  name: 'NotificationsNotDelivered',
  severity: 'critical',
  for: '5m',
  when: promql`sum by (integration) (rate(${notificationsFailed}[5m])) > 0`,
  summary: 'Alertmanager cannot deliver.',
  description: 'Notifications by {{ $labels.integration }} fail.',
  runbook: {
    impact: 'Whoever is told by this way alone is not told.',
    steps: [
      'Read the log of Alertmanager: it names the receiver and the answer.',
      'A key that was changed or revoked is the usual cause.',
    ],
  },
});

export const configRefused = {
  prometheus: configAlert(prometheusServer, promql`${prometheusReloaded} == 0`),
  alertmanager: configAlert(alertmanagerServer, promql`${alertmanagerReloaded} == 0`),
};

export const linesRefused = alert({
  service: lokiServer,
  name: 'LogLinesRefused',
  severity: 'warning',
  for: '15m',
  when: promql`sum by (reason) (rate(${linesDiscarded}[5m])) > 0`,
  summary: 'Loki refuses log lines.',
  description: '{{ $value | humanize }} lines a second are refused: {{ $labels.reason }}.',
  runbook: {
    impact: 'They are gone.',
    steps: ['For rate_limited, find who writes so much.', 'For too many streams, find the label that is not closed.'],
  },
});

export const watcherDown = {
  alertmanager: downAlert(alertmanagerServer, promql`up{job="alertmanager"} == 0`),
  loki: downAlert(lokiServer, promql`up{job="loki"} == 0`),
};

type Watcher = typeof prometheusServer | typeof alertmanagerServer | typeof lokiServer;

function configAlert(service: Watcher, when: ReturnType<typeof promql>) {
  return alert({
    service,
    name: 'ConfigurationRefused',
    severity: 'warning',
    for: '5m',
    when,
    summary: 'A server could not read its new configuration and keeps the old one.',
    description: '{{ $labels.instance }} runs with a configuration that is no longer the deployed one.',
    runbook: {
      impact: 'What was deployed is not in force; after a restart the server would not start.',
      steps: ['Read its log: it names the line.', 'Run `signalbox rollback`, or mend the definitions and deploy again.'],
    },
  });
}

function downAlert(service: Watcher, when: ReturnType<typeof promql>) {
  return alert({
    service,
    name: 'InstanceDown',
    severity: 'critical',
    for: '2m',
    when,
    summary: 'A server that watches Phoenix does not answer.',
    description: '{{ $labels.instance }} has not answered Prometheus for two minutes.',
    runbook: {
      impact: 'What it does is not done: alerts are not delivered, or logs not kept.',
      steps: ['See why it stopped: memory and disk first.', 'Bring it back.'],
    },
  });
}
