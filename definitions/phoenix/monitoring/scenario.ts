/** What the servers that watch Phoenix say of themselves, and how they fail. */
import { scenario } from '../../simulator/scenario.ts';
import { counts, stands } from '../../simulator/statement.ts';
import * as alerts from './alerts.ts';
import * as metrics from './metrics.ts';
import { alertmanagerServer, lokiServer, prometheusServer } from './services.ts';

export const play = scenario({
  system: 'monitoring',
  services: [{ service: prometheusServer }, { service: alertmanagerServer }, { service: lokiServer }],
  history: '1h',
  labels: { rule_group: ['slo-latency'], integration: ['pagerduty', 'email'], reason: ['rate_limited'], tenant: ['fake'] },
  ordinary: [
    counts(metrics.linesDiscarded, 0),
    counts(metrics.ruleFailures, 0),
    counts(metrics.notificationsDropped, 0),
    stands(metrics.prometheusReloaded, 1, 0),
    stands(metrics.alertmanagerReloaded, 1, 0),
  ],
  incidents: [
    {
      name: 'a broken file is rolled out',
      at: '5m',
      for: '20m',
      what: [
        stands(metrics.prometheusReloaded, 0, 0),
        stands(metrics.alertmanagerReloaded, 0, 0),
        counts(metrics.ruleFailures, 0.2),
      ],
      fires: [...Object.values(alerts.configRefused), alerts.rulesFail],
    },
    {
      name: 'nobody is told of anything',
      at: '1h',
      for: '20m',
      what: [
        counts(metrics.notificationsDropped, 1),
        counts(metrics.notificationsFailed.where({ integration: 'pagerduty' }), 0.5),
      ],
      fires: [alerts.alertsNotHandedOver, alerts.notDelivered],
    },
    {
      name: 'too many lines at once',
      at: '2h',
      for: '30m',
      what: [counts(metrics.linesDiscarded, 5)],
      fires: [alerts.linesRefused],
    },
    {
      name: 'the machine restarts',
      at: '3h',
      for: '5m',
      down: [
        { service: alertmanagerServer, instances: 1 },
        { service: lokiServer, instances: 1 },
      ],
      fires: Object.values(alerts.watcherDown),
    },
  ],
});
