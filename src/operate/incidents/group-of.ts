import { matchRoutes } from '../../check/routing/match.ts';
import type { Route } from '../../model/routing.ts';
import type { Labels } from './incident.ts';

const BY = ['alertname', 'service'];

/** The group an alert is told in first, by the route tree; by name and service where there is none. Labels it lacks are no part of it. */
export function groupOf(root: Route | undefined, labels: Labels): Labels {
  const names = (root && groupedBy(root, matchRoutes(root, labels)[0])) ?? BY;
  const all = names.includes('...') ? Object.keys(labels) : names;
  return Object.fromEntries(all.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])));
}

/** A node inherits what its parents group by. */
function groupedBy(from: Route, to: Route | undefined): readonly string[] | undefined {
  if (from === to) return from.groupBy;
  const child = from.routes.find((one) => isBelow(one, to));
  return (child && groupedBy(child, to)) ?? from.groupBy;
}

function isBelow(from: Route, to: Route | undefined): boolean {
  return from === to || from.routes.some((one) => isBelow(one, to));
}
