import { isRecord } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import type { LabelMatch, Receiver, Route, TimeInterval } from '../../model/routing.ts';
import type { Route as AuthoredRoute } from '../routing.ts';
import type { AuthoredReceiver } from '../team.ts';
import type { AuthoredTimeInterval } from '../time-interval.ts';
import { durationIn, missing } from './report.ts';
import { shown } from './shown.ts';
import { type Receivers, resolveReceiver } from './teams.ts';
import { resolveTimeInterval } from './time-intervals.ts';
import { isEveryAlert, isLabelName, matchersOf, type Within } from './when.ts';

export interface RouteContext extends Within {
  /** The routing: where a route that no constructor made is said to be. */
  readonly origin: object;
  readonly receivers: Receivers;
  /** By their authored object; one that is only referred to is added. */
  readonly intervals: Map<object, TimeInterval>;
}
/** What a route stands in: the receiver it inherits, and the routes it is below. */
interface Above {
  readonly receiver: Receiver;
  readonly within: readonly object[];
}

/** A route and those below it. */
export function resolveRoute(route: AuthoredRoute, what: string, above: Above, at: RouteContext): Route {
  const matchers = matchersOf(route.when, route, at);
  if (!route.to && ('to' in route || !route.routes?.length)) missing('to', at.address, route, at.report);
  const receiver = route.to ? receiverAt(route.to, at) : above.receiver;
  reportNoCondition(route, at);
  return {
    receiver,
    matchers,
    groupBy: groupByIn(route.groupBy, route, at),
    groupWaitMs: timeIn(route.wait, 'wait', route, at),
    groupIntervalMs: notZero(timeIn(route.interval, 'interval', route, at), 'interval', route, at),
    repeatIntervalMs: notZero(timeIn(route.repeat, 'repeat', route, at), 'repeat', route, at),
    active: intervalsIn(route.active, 'active', route, at),
    mute: intervalsIn(route.mute, 'mute', route, at),
    continue: route.continue === true,
    routes: below(route, { receiver, within: [...above.within, route] }, at),
    because: `${what}: ${print(matchers) || 'every alert'}`,
    origin: route,
  };
}

/** The receiver of an authored one; that it is missing has been told. */
export function receiverAt(to: unknown, at: RouteContext): Receiver {
  const authored = (to ?? { kind: 'receiver', name: 'nobody', channel: undefined }) as AuthoredReceiver; // the type of `to` is Receiver
  return resolveReceiver(authored, at.receivers, at.report);
}

/** Alertmanager's list: `['...']` for every label; undefined where it was left out, or is wrong and has been told. */
export function groupByIn(groupBy: unknown, origin: object, at: RouteContext): readonly string[] | undefined {
  if (groupBy === undefined) return undefined;
  const wrong = (seen: string) =>
    at.report.error('route/group-by', at.address, `\`groupBy\` ${seen}.`, {
      origin,
      fix: "write the names of labels, each once: ['alertname', 'service'], or 'all' for a notification an alert",
    });
  if (groupBy === 'all') return ['...'];
  if (!Array.isArray(groupBy)) wrong(`is ${shown(groupBy)}`);
  else if (groupBy.length > 1 && groupBy.includes('...')) wrong('has `...`, which is every label, and others beside');
  else if (!groupBy.every(isLabelName))
    wrong(`has ${shown(groupBy.find((one) => !isLabelName(one)))}, which is no name of a label`);
  else if (new Set(groupBy).size < groupBy.length)
    wrong(`has ${groupBy.find((one, index) => groupBy.indexOf(one) < index)} twice`);
  else return [...groupBy];
  return undefined;
}

/** Alertmanager refuses no time between notifications. */
export function notZero<T extends number | undefined>(milliseconds: T, field: string, origin: object, at: RouteContext): T {
  if (milliseconds === 0)
    at.report.error('route/no-time', at.address, `\`${field}\` is no time at all.`, {
      origin,
      fix: `write ${field}: '5m', or leave it out`,
    });
  return milliseconds;
}

function timeIn(value: unknown, field: string, origin: object, at: RouteContext): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && parseDuration(value) !== undefined) return parseDuration(value);
  durationIn(value, 0, field, at.address, origin, at.report);
  return undefined;
}

/** Silence where somebody is to be told must be meant: an interval that cannot be read is never left out without a word. */
function intervalsIn(value: unknown, field: string, origin: object, at: RouteContext): TimeInterval[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
    if (!isRecord(one) || one['kind'] !== 'time-interval' || typeof one['name'] !== 'string') {
      at.report.error('definition/wrong-value', at.address, `\`${field}\` is ${shown(one)}.`, {
        origin,
        fix: `write ${field}: officeHours, where export const officeHours = timeInterval({ … })`,
      });
      return [];
    }
    const found = at.intervals.get(one) ?? resolveTimeInterval(one as unknown as AuthoredTimeInterval, at.report); // its kind says so
    at.intervals.set(one, found);
    return [found];
  });
}

function below(route: AuthoredRoute, above: Above, at: RouteContext): Route[] {
  return (route.routes ?? []).flatMap((child) => {
    if (!above.within.includes(child)) return [resolveRoute(child, 'written', above, at)];
    at.report.error('route/cycle', at.address, 'A route is below itself, so the tree has no end.', {
      origin: at.origin, // what holds itself is a copy made by hand, which has no place
      fix: 'take it out of its own `routes`',
    });
    return [];
  });
}

/** It would take every alert, and none would reach the routes after it. With `continue` that is a way to tell somebody of all. */
function reportNoCondition(route: AuthoredRoute, at: RouteContext): void {
  if (!isEveryAlert(route.when) || route.continue === true) return;
  at.report.error(
    'route/no-condition',
    at.address,
    '`when` has no condition, so the route takes every alert, and those after it none.',
    {
      origin: route,
      fix: 'say which: { service: checkout }, { labels: { … } }; what no route takes goes to the route above, or to the fallback',
    },
  );
}

function print(matchers: readonly LabelMatch[]): string {
  return matchers.map(({ label, op, value }) => `${label}${op}${value}`).join(', ');
}
