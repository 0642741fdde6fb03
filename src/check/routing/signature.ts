import type { Route } from '../../model/routing.ts';
import { type AlertLabels, canCarry } from './alert-labels.ts';
import { matchRoutes } from './match.ts';

/** The labels some matcher of the tree asks for. */
export function askedLabels(route: Route): ReadonlySet<string> {
  const asked = new Set<string>();
  const collect = ({ matchers, routes }: Route): void => {
    for (const { label } of matchers) asked.add(label);
    routes.forEach(collect);
  };
  collect(route);
  return asked;
}

/** Alerts with one signature go one way: of ten thousand alerts only some hundred need to be followed through the tree. */
export function signatureOf(labels: AlertLabels, asked: ReadonlySet<string>): string {
  const parts = [...asked].map((label) => {
    if (Object.hasOwn(labels.known, label)) return `=${labels.known[label]}`;
    return canCarry(labels, label) ? '?' : '';
  });
  return parts.join('\u0000');
}

/** One alert of each signature. */
export function distinctAlerts(route: Route, alerts: readonly AlertLabels[]): AlertLabels[] {
  const asked = askedLabels(route);
  return [...new Map(alerts.map((labels) => [signatureOf(labels, asked), labels])).values()];
}

/** Where each alert ends by what is known of its labels; worked out once a signature. */
export function staticRoutes(
  route: Route,
  alerts: readonly AlertLabels[],
): { readonly labels: AlertLabels; readonly reached: readonly Route[] }[] {
  const asked = askedLabels(route);
  const known = new Map<string, readonly Route[]>();
  return alerts.map((labels) => {
    const signature = signatureOf(labels, asked);
    const reached = known.get(signature) ?? matchRoutes(route, labels.known);
    known.set(signature, reached);
    return { labels, reached };
  });
}
