import { compact, sortedBy } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Inhibition, LabelMatch, Route } from '../../model/routing.ts';
import { receiversOf } from '../alertmanager-config/compile.ts';
import { intervalOf } from './intervals.ts';
import { receiverObject } from './receivers.ts';
import type { ConfigContext, Loss } from './wire.ts';

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.AlertmanagerConfigSpec */
export function configSpec(context: ConfigContext, losses: Loss[]): object {
  const { route, derived } = context;
  const receivers = sortedBy(receiversOf(route), ({ name }) => name);
  const { timeIntervals } = derived.estate;
  return compact({
    route: { ...routeOf(route), matchers: undefined },
    receivers: receivers.map((receiver) => receiverObject(receiver, context, losses)),
    inhibitRules: derived.inhibitions.length === 0 ? undefined : derived.inhibitions.map(inhibitRule),
    muteTimeIntervals: timeIntervals.length === 0 ? undefined : timeIntervals.map((one) => intervalOf(one, losses)),
  });
}

function routeOf(route: Route): object {
  return compact({
    receiver: route.receiver.name,
    matchers: route.matchers.length === 0 ? undefined : route.matchers.map(matcher),
    groupBy: route.groupBy && [...route.groupBy],
    groupWait: time(route.groupWaitMs),
    groupInterval: time(route.groupIntervalMs),
    repeatInterval: time(route.repeatIntervalMs),
    activeTimeIntervals: names(route.active),
    muteTimeIntervals: names(route.mute),
    continue: route.continue ? true : undefined,
    routes: route.routes.length === 0 ? undefined : route.routes.map(routeOf),
  });
}

function inhibitRule({ source, target, equal }: Inhibition): object {
  return { sourceMatch: source.map(matcher), targetMatch: target.map(matcher), equal: [...equal] };
}

function matcher({ label, op, value }: LabelMatch): object {
  return { name: label, value, matchType: op };
}

function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : printDuration(milliseconds);
}

function names(intervals: readonly { readonly name: string }[]): string[] | undefined {
  return intervals.length === 0 ? undefined : intervals.map(({ name }) => name);
}
