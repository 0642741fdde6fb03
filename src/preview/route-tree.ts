import type { AlertLabels } from '../check/routing/alert-labels.ts';
import { reachableRoutes } from '../check/routing/reach.ts';
import { printDuration } from '../kernel/duration.ts';
import type { Derived } from '../model/derived.ts';
import type { Route } from '../model/routing.ts';
import { html } from './escape.ts';

/** The route tree as nested lists that open and close, each node with the alerts that may end there. */
export function routeTree({ route }: Derived, alerts: readonly AlertLabels[]): string {
  if (!route) return '<p>There is no <code>routing</code>: nobody is told of any alert.</p>';
  const ends = new Map<Route, Set<string>>();
  for (const labels of alerts) {
    for (const node of reachableRoutes(route, labels)) {
      const names = ends.get(node) ?? new Set();
      ends.set(node, names.add(`${labels.alert.service.name}: ${labels.alert.name}`));
    }
  }
  return `<ul class="tree">${nodeOf(route, ends)}</ul>`;
}

function nodeOf(route: Route, ends: ReadonlyMap<Route, ReadonlySet<string>>): string {
  const alerts = [...(ends.get(route) ?? [])].sort();
  const below = route.routes.map((child) => nodeOf(child, ends)).join('');
  const listed = alerts.map((name) => `<li>${html(name)}</li>`).join('');
  const told =
    alerts.length === 0
      ? ''
      : `<details><summary>${alerts.length === 1 ? 'one alert' : `${alerts.length} alerts`} may end here</summary><ul>${listed}</ul></details>`;
  return `<li><div class="node"><b>${html(route.receiver.name)}</b> <code>${html(conditionOf(route))}</code>${timesOf(route)}
<small>${html(route.because)}</small>${told}</div>${below === '' ? '' : `<ul>${below}</ul>`}</li>`;
}

function conditionOf({ matchers }: Route): string {
  if (matchers.length === 0) return 'everything';
  return matchers.map(({ label, op, value }) => `${label}${op}"${value}"`).join(', ');
}

function timesOf(route: Route): string {
  const said = [
    ...(route.groupWaitMs === undefined ? [] : [`waits ${printDuration(route.groupWaitMs)}`]),
    ...(route.repeatIntervalMs === undefined ? [] : [`repeats ${printDuration(route.repeatIntervalMs)}`]),
    ...route.active.map(({ name }) => `only during ${name}`),
    ...route.mute.map(({ name }) => `not during ${name}`),
    ...(route.continue ? ['and goes on'] : []),
  ];
  return said.map((text) => ` <span class="chip">${html(text)}</span>`).join('');
}
