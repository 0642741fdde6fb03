import { printDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import { timingsOf } from '../../routing/timed-routes.ts';
import type { Rule } from '../../rule.ts';

/** How long each member waits for the one before it (`--cluster.peer-timeout`). https://prometheus.io/docs/alerting/latest/high_availability/ */
const PEER_TIMEOUT_MS = 15_000;

export const clusterInterval: Rule = {
  code: 'environment/cluster-interval',
  severity: 'warning',
  about: 'environment',
  why: 'In a cluster the second Alertmanager waits 15 s for the first to speak, the third 30 s. Where a group is told again within that time, the one that waited compares its old news with newer ones, and tells them a second time.',
  bad: [
    "const cluster = alertmanager({ version: '0.34', peers: ['alertmanager-0:9093', 'alertmanager-1:9093', 'alertmanager-2:9093'] });",
    "const staging = environment({ name: 'staging', alertmanager: cluster });",
    "const routes = routing({ fallback: payments.ticket, interval: '20s' });",
  ].join('\n'),
  good: [
    "const cluster = alertmanager({ version: '0.34', peers: ['alertmanager-0:9093', 'alertmanager-1:9093', 'alertmanager-2:9093'] });",
    "const staging = environment({ name: 'staging', alertmanager: cluster });",
    "const routes = routing({ fallback: payments.ticket, interval: '5m' });",
  ].join('\n'),
  *run({ derived: { estate, route } }) {
    if (!route) return;
    const shortest = Math.min(...timingsOf(route).map(({ timing }) => timing.intervalMs));
    for (const environment of estate.environments) {
      const peers = environment.servers.alertmanager?.peers.length ?? 0;
      const lastWaits = Math.max(0, peers - 1) * PEER_TIMEOUT_MS;
      if (shortest > lastWaits || peers === 0) continue;
      const message = `The last of the ${peers} Alertmanagers of ${environment.name} waits ${printDuration(lastWaits)} for the others, and a group is told again after ${printDuration(shortest)}.`;
      yield finding(clusterInterval, environment, message, { fix: `write interval: '1m' or more in routing and routes` });
    }
  },
};
