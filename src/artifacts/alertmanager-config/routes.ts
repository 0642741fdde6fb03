import { compact } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Inhibition, LabelMatch, Route, TimeInterval } from '../../model/routing.ts';

const PLAIN_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** The route tree. The root takes everything, so it has no matchers. https://prometheus.io/docs/alerting/latest/configuration/#route */
export function rootRoute(route: Route): object {
  return { ...routeOf(route), matchers: undefined };
}

/** An entry of `inhibit_rules`. https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule */
export function inhibitRule({ source, target, equal }: Inhibition): object {
  return { source_matchers: source.map(matcher), target_matchers: target.map(matcher), equal: [...equal] };
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

/** Always quoted, and with no escape but those that both the classic and the UTF-8 parser of Alertmanager know: to one `\t` is two characters. */
export function matcher({ label, op, value }: LabelMatch): string {
  return `${PLAIN_NAME.test(label) ? label : quoted(label)}${op}${quoted(value)}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : printDuration(milliseconds);
}

function names(intervals: readonly TimeInterval[]): string[] | undefined {
  return intervals.length === 0 ? undefined : intervals.map((interval) => interval.name);
}
