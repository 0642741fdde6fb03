import { compact, sortedBy } from '../../kernel/canonical.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { AlertmanagerServer } from '../../model/environment.ts';
import type { Receiver, Route } from '../../model/routing.ts';
import { commonAlertmanager } from '../../model/sharing.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { globalOf, receiverOf } from './receivers.ts';
import { inhibitRule, rootRoute } from './routes.ts';
import { timeInterval } from './time-intervals.ts';

/** Where members of a cluster listen to each other, left alone. */
const GOSSIP_PORT = 9094;

export function compileAlertmanager({ derived, environment }: CompileInput): Outcome<readonly Draft<ConfigFile<object>>[]> {
  const alertmanager = commonAlertmanager(environment);
  const { route, inhibitions, estate } = derived;
  if (!alertmanager || !route) return outcome([]);
  const receivers = sortedBy(receiversOf(route), (receiver) => receiver.name);
  const config = compact({
    global: globalOf(alertmanager),
    route: rootRoute(route),
    inhibit_rules: inhibitions.length === 0 ? undefined : inhibitions.map(inhibitRule),
    receivers: receivers.map(receiverOf),
    templates: ['templates/*.tmpl'],
    time_intervals: estate.timeIntervals.length === 0 ? undefined : estate.timeIntervals.map(timeInterval),
  });
  const header = [...headerLines(environment), ...clusterFlags(alertmanager)];
  const from = [
    environment.address,
    ...(estate.routing ? [estate.routing.address] : []),
    ...estate.teams.map((team) => team.address),
  ];
  return outcome([{ path: 'alertmanager/alertmanager.yml', from, content: { header, config } }]);
}

/** A cluster is a matter of flags. https://prometheus.io/docs/alerting/latest/high_availability/ */
function clusterFlags({ peers }: AlertmanagerServer): string[] {
  if (peers.length === 0) return [];
  const hosts = peers.map((peer) => peer.replace(/:\d+$/, ''));
  return ['Start each server of the cluster with', ...hosts.map((host) => `  --cluster.peer=${host}:${GOSSIP_PORT}`)];
}

/** Every receiver some route leads to, once. */
export function receiversOf(route: Route): Set<Receiver> {
  return new Set([route.receiver, ...route.routes.flatMap((child) => [...receiversOf(child)])]);
}
