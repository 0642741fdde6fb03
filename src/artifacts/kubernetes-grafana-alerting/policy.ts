import { compact } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Environment } from '../../model/environment.ts';
import type { LabelMatch, Route } from '../../model/routing.ts';
import { externalLabels } from '../../model/sharing.ts';
import type { Loss } from '../kubernetes-alertmanager/wire.ts';

/** Holds at every time: the operator makes no contact point that tells nobody, so what goes to nobody is muted instead. */
export const NEVER = {
  name: 'signalbox-never',
  time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }] }],
} as const;

export interface PolicyContext {
  readonly environment: Environment;
  /** Who hears of everything no route takes; named where a route needs somebody to be muted. */
  readonly root: Route;
}

/** The tree of notification policies, which is Alertmanager's of routes. https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/notification-policies/ */
export function policyRoute(route: Route, context: PolicyContext): object {
  const { root } = context;
  const silent = isSilent(route) && route !== root;
  const mute = [...names(route.mute), ...(silent ? [NEVER.name] : [])];
  return compact({
    receiver: (silent ? root : route).receiver.name,
    object_matchers: route === root ? undefined : route.matchers.map(({ label, op, value }) => [label, op, value]),
    group_by: route.groupBy && [...route.groupBy],
    group_wait: time(route.groupWaitMs),
    group_interval: time(route.groupIntervalMs),
    repeat_interval: time(route.repeatIntervalMs),
    active_time_intervals: some(names(route.active)),
    mute_time_intervals: some(mute),
    continue: route.continue && route !== root ? true : undefined,
    routes: some(route.routes.map((child) => policyRoute(child, context))),
  });
}

/** Every route of a tree. */
export function everyRoute(route: Route): readonly Route[] {
  return [route, ...route.routes.flatMap(everyRoute)];
}

export function isSilent({ receiver }: Route): boolean {
  return receiver.integrations.length === 0;
}

/** What the tree would do otherwise than that of Alertmanager. */
export function policyLosses({ environment, root }: PolicyContext): Loss[] {
  const { address } = environment;
  const added = externalLabels(environment);
  const tell = (what: string, origin: object | undefined): Loss => ({
    at: address,
    what,
    origin: origin ?? environment.origin,
    secret: false,
  });
  const byAdded = ({ matchers, origin }: Route): Loss[] =>
    matchers.filter(({ label }) => Object.hasOwn(added, label)).map((one) => tell(labelled(one), origin));
  return [
    ...(isSilent(root)
      ? [tell(`${root.receiver.name}, which tells nobody, as the receiver of all that no route takes`, root.origin)]
      : []),
    ...everyRoute(root).flatMap(byAdded),
  ];
}

function labelled({ label, op, value }: LabelMatch): string {
  return `a route by ${label}${op}${JSON.stringify(value)}: only Prometheus adds ${label}`;
}

function names(intervals: readonly { readonly name: string }[]): string[] {
  return intervals.map(({ name }) => name);
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : printDuration(milliseconds);
}
