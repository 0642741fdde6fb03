import { deliveriesOf } from '../../check/routing/simulate.ts';
import type { Route } from '../../model/routing.ts';
import type { Labels } from './incident.ts';

const BY = ['alertname', 'service'];

/** The group an alert is told in first, by the route tree; by name and service where there is none. Labels it lacks are no part of it. */
export function groupOf(root: Route | undefined, labels: Labels): Labels {
  const [first] = root ? deliveriesOf(root, labels, undefined) : [];
  if (first) return first.group;
  return Object.fromEntries(BY.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])));
}
