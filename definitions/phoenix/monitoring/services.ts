/** The servers that watch Phoenix, watched in turn: an alert nobody evaluates or delivers is silence. */
import { service, system } from 'signalbox';
import { platform } from '../teams.ts';
import {
  alertmanagerReloaded,
  linesDiscarded,
  notificationsDropped,
  notificationsFailed,
  prometheusReloaded,
  ruleFailures,
} from './metrics.ts';

export const monitoring = system({ name: 'monitoring', title: 'Monitoring', owner: platform });

export const prometheusServer = service({
  name: 'prometheus',
  title: 'Prometheus',
  system: monitoring,
  tier: 1,
  metrics: [ruleFailures, notificationsDropped, prometheusReloaded],
  scrape: { port: 9090, keep: 'declared' },
});
export const alertmanagerServer = service({
  name: 'alertmanager',
  title: 'Alertmanager',
  system: monitoring,
  tier: 1,
  metrics: [notificationsFailed, alertmanagerReloaded],
  scrape: { port: 9093, keep: 'declared' },
});
export const lokiServer = service({
  name: 'loki',
  title: 'Loki',
  system: monitoring,
  tier: 2,
  metrics: [linesDiscarded],
  scrape: { port: 3100, keep: 'declared' },
});
