import { compact, sortedBy } from '../../kernel/canonical.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Receiver, Route } from '../../model/routing.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { globalOf, receiverOf } from './receivers.ts';
import { inhibitRule, rootRoute } from './routes.ts';
import { timeInterval } from './time-intervals.ts';

export function compileAlertmanager({ derived, environment }: CompileInput): Outcome<readonly Draft<ConfigFile<object>>[]> {
  const { alertmanager } = environment.servers;
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
  const from = [
    environment.address,
    ...(estate.routing ? [estate.routing.address] : []),
    ...estate.teams.map((team) => team.address),
  ];
  return outcome([{ path: 'alertmanager/alertmanager.yml', from, content: { header: headerLines(environment), config } }]);
}

/** Every receiver some route leads to, once. */
export function receiversOf(route: Route): Set<Receiver> {
  return new Set([route.receiver, ...route.routes.flatMap((child) => [...receiversOf(child)])]);
}
