import type { Route } from '../../model/routing.ts';
import { type AlertLabels, meets } from './alert-labels.ts';

/** Every node at which some instance of the alert may end. */
export function reachableRoutes(route: Route, labels: AlertLabels): readonly Route[] {
  if (meets(route.matchers, labels) === 'never') return [];
  const found: Route[] = [];
  let taken = false;
  for (const child of route.routes) {
    found.push(...reachableRoutes(child, labels));
    if (meets(child.matchers, labels) !== 'always') continue;
    taken = true;
    if (!child.continue) break;
  }
  return taken ? found : [...found, route];
}

/** Every node some alert passes: those it may end at, and those above them. */
export function passedRoutes(root: Route, alerts: readonly AlertLabels[]): ReadonlySet<Route> {
  const passed = new Set<Route>();
  for (const labels of alerts) pass(root, labels, passed);
  return passed;
}

function pass(route: Route, labels: AlertLabels, passed: Set<Route>): void {
  passed.add(route);
  for (const child of route.routes) {
    const meeting = meets(child.matchers, labels);
    if (meeting === 'never') continue;
    pass(child, labels, passed);
    if (meeting === 'always' && !child.continue) return;
  }
}

/** A node and everything below it. */
export function everyRoute(route: Route): Route[] {
  return [route, ...route.routes.flatMap(everyRoute)];
}
