import { compact, sortedBy } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Inhibition, LabelMatch, Receiver, Route, TimeInterval } from '../../model/routing.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { globalOf, receiverOf } from './receivers.ts';

export function compileAlertmanager({ derived, environment }: CompileInput): Outcome<readonly Draft<ConfigFile<object>>[]> {
  const { alertmanager } = environment.servers;
  const { route, inhibitions, estate } = derived;
  if (!alertmanager || !route) return outcome([]);
  const receivers = sortedBy(receiversOf(route), (receiver) => receiver.name);
  const config = compact({
    global: globalOf(alertmanager),
    route: { ...routeOf(route), matchers: undefined },
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

function routeOf(route: Route): object {
  return compact({
    receiver: route.receiver.name,
    matchers: route.matchers.map(matcher),
    group_by: route.groupBy && [...route.groupBy],
    group_wait: time(route.groupWaitMs),
    group_interval: time(route.groupIntervalMs),
    repeat_interval: time(route.repeatIntervalMs),
    active_time_intervals: names(route.active),
    mute_time_intervals: names(route.mute),
    continue: route.continue ? true : undefined,
    routes: route.routes.length === 0 ? undefined : route.routes.map(routeOf),
  });
}

/** Always quoted: then the classic and the UTF-8 parser of Alertmanager read the same. */
function matcher({ label, op, value }: LabelMatch): string {
  return `${label}${op}${JSON.stringify(value)}`;
}

function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : printDuration(milliseconds);
}

function names(intervals: readonly TimeInterval[]): string[] | undefined {
  return intervals.length === 0 ? undefined : intervals.map((interval) => interval.name);
}

function inhibitRule({ source, target, equal }: Inhibition): object {
  return { source_matchers: source.map(matcher), target_matchers: target.map(matcher), equal: [...equal] };
}

function timeInterval(interval: TimeInterval): object {
  return {
    name: interval.name,
    time_intervals: [
      compact({
        times:
          interval.times.length === 0
            ? undefined
            : interval.times.map(({ start, end }) => ({ start_time: start, end_time: end })),
        weekdays: interval.weekdays.length === 0 ? undefined : [...interval.weekdays],
        location: interval.location,
      }),
    ],
  };
}
