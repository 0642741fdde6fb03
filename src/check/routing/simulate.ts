import type { Inhibition, LabelMatch, Route, TimeInterval } from '../../model/routing.ts';
import { groupKey, groupOf } from './grouping.ts';
import { type Inhibited, inhibitedBy } from './inhibition.ts';
import { intervalHolds } from './interval.ts';
import { type Labels, matches, matchRoutes } from './match.ts';
import { type Timing, timingOf } from './timing.ts';

export interface FiringAlert {
  readonly labels: Labels;
}

/** Keeps quiet what matches all of it. https://prometheus.io/docs/alerting/latest/alertmanager/#silences */
export interface Silence {
  readonly matchers: readonly LabelMatch[];
}

/** All that Alertmanager decides by. */
export interface Situation<A extends FiringAlert = FiringAlert> {
  readonly route: Route;
  readonly inhibitions: readonly Inhibition[];
  readonly alerts: readonly A[];
  /** Left out, intervals are left out of account. */
  readonly at?: Date | undefined;
  readonly silences?: readonly Silence[];
}

/** Why a node tells nobody now: it is outside of all it is active in, or inside one that mutes it. */
export interface Muted {
  readonly because: 'not active' | 'muted';
  readonly by: readonly TimeInterval[];
}

/** One place an alert ends at. */
export interface Delivery {
  readonly node: Route;
  /** From the root to the node. */
  readonly path: readonly Route[];
  readonly receiver: string;
  /** The labels of the group it is told in. */
  readonly group: Labels;
  readonly groupKey: string;
  readonly timing: Timing;
  readonly muted: Muted | undefined;
}

export interface AlertOutcome<A extends FiringAlert = FiringAlert> {
  readonly alert: A;
  /** In Alertmanager's order; never empty. */
  readonly deliveries: readonly Delivery[];
  readonly inhibited: Inhibited<A> | undefined;
  readonly silencedBy: readonly Silence[];
}

/** What Alertmanager does with alerts that fire together: where each goes, grouped how and when, and what keeps it quiet. */
export function simulateRouting<A extends FiringAlert>(situation: Situation<A>): AlertOutcome<A>[] {
  const { route, inhibitions, alerts, at, silences = [] } = situation;
  return alerts.map((alert) => ({
    alert,
    deliveries: deliveriesOf(route, alert.labels, at),
    inhibited: inhibitedBy(inhibitions, alert.labels, alerts),
    silencedBy: silences.filter(({ matchers }) => matches(matchers, alert.labels)),
  }));
}

/** Where an alert with these labels is delivered. Without a moment, intervals are left out of account. */
export function deliveriesOf(root: Route, labels: Labels, at: Date | undefined): Delivery[] {
  return matchRoutes(root, labels).map((node) => {
    const path = pathTo(root, node) ?? [node];
    const group = groupOf(path, labels);
    return {
      node,
      path,
      receiver: node.receiver.name,
      group,
      groupKey: groupKey(path, group),
      timing: timingOf(path),
      muted: at && mutedAt(node, at),
    };
  });
}

/** Intervals are not inherited. Being active is asked first: who is not active is told so, muted or not. */
export function mutedAt({ active, mute }: Pick<Route, 'active' | 'mute'>, at: Date): Muted | undefined {
  if (active.length > 0 && !active.some((interval) => intervalHolds(interval, at))) return { because: 'not active', by: active };
  const by = mute.filter((interval) => intervalHolds(interval, at));
  return by.length > 0 ? { because: 'muted', by } : undefined;
}

/** From a node to one below it. */
export function pathTo(from: Route, to: Route): Route[] | undefined {
  if (from === to) return [from];
  for (const child of from.routes) {
    const below = pathTo(child, to);
    if (below) return [from, ...below];
  }
  return undefined;
}
