import type { Route } from '../../model/routing.ts';
import { type Timing, timingOf } from './timing.ts';

export interface TimedRoute {
  readonly route: Route;
  readonly timing: Timing;
}

/** The nodes that set a time somebody wrote, with what they and their parents come to. */
export function timedRoutes(root: Route): TimedRoute[] {
  return timingsOf(root).filter(({ route }) => route.origin !== undefined && setsTime(route));
}

/** Every node. */
export function timingsOf(root: Route): TimedRoute[] {
  return timedBelow([root]);
}

function timedBelow(path: readonly Route[]): TimedRoute[] {
  const route = path.at(-1);
  if (!route) return [];
  return [{ route, timing: timingOf(path) }, ...route.routes.flatMap((child) => timedBelow([...path, child]))];
}

function setsTime({ groupWaitMs, groupIntervalMs, repeatIntervalMs }: Route): boolean {
  return groupWaitMs !== undefined || groupIntervalMs !== undefined || repeatIntervalMs !== undefined;
}
