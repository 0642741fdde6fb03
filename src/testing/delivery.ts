import { intervalHolds } from '../check/routing/interval.ts';
import { type Labels, matches, matchRoutes } from '../check/routing/match.ts';
import type { Inhibition, Route, TimeInterval } from '../model/routing.ts';

/** One place an alert ends at. */
export interface Delivery {
  readonly receiver: string;
  /** The labels of the group it is told in. */
  readonly group: Labels;
  /** The interval that keeps it silent at the moment asked about. */
  readonly mutedBy: TimeInterval | undefined;
  /** From the root to the node that takes it. */
  readonly because: readonly string[];
}

/** Where an alert with these labels is delivered. Without a moment, intervals are left out of account. */
export function deliveries(root: Route, labels: Labels, at: Date | undefined): Delivery[] {
  return matchRoutes(root, labels).map((node) => {
    const path = pathTo(root, node) ?? [node];
    return {
      receiver: node.receiver.name,
      group: groupOf(path, labels),
      mutedBy: at && mutingInterval(node, at),
      because: path.map(({ because }) => because),
    };
  });
}

/** The inhibition by which a firing `source` keeps `target` silent. https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule */
export function silencedBy(inhibitions: readonly Inhibition[], target: Labels, source: Labels): Inhibition | undefined {
  return inhibitions.find(
    (rule) =>
      matches(rule.target, target) &&
      matches(rule.source, source) &&
      rule.equal.every((label) => (target[label] ?? '') === (source[label] ?? '')) &&
      !(matches(rule.source, target) && matches(rule.target, source)),
  );
}

function pathTo(from: Route, to: Route): Route[] | undefined {
  if (from === to) return [from];
  for (const child of from.routes) {
    const below = pathTo(child, to);
    if (below) return [from, ...below];
  }
  return undefined;
}

/** A node inherits its parents' grouping; labels the alert lacks are not part of its group. */
function groupOf(path: readonly Route[], labels: Labels): Labels {
  const groupBy = path.findLast((node) => node.groupBy !== undefined)?.groupBy ?? [];
  const names = groupBy.includes('...') ? Object.keys(labels) : groupBy;
  return Object.fromEntries(names.filter((name) => labels[name] !== undefined).map((name) => [name, labels[name] ?? '']));
}

/** Intervals are not inherited; muting wins over being active. */
function mutingInterval({ active, mute }: Route, at: Date): TimeInterval | undefined {
  const muting = mute.find((interval) => intervalHolds(interval, at));
  if (muting) return muting;
  return active.length > 0 && !active.some((interval) => intervalHolds(interval, at)) ? active[0] : undefined;
}
