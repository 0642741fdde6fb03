import type { LabelMatch, Route } from '../../model/routing.ts';
import { alertmanagerRegex } from './regex.ts';

export type Labels = Readonly<Record<string, string>>;

/**
 * The nodes of the route tree an alert with these labels ends at, in Alertmanager's order; empty where the node itself does not match.
 * Children are tried in order until one that matches does not continue; a node whose children all decline takes the alert itself.
 * https://github.com/prometheus/alertmanager/blob/main/dispatch/route.go
 */
export function matchRoutes(route: Route, labels: Labels): readonly Route[] {
  if (!matches(route.matchers, labels)) return [];
  const found: Route[] = [];
  for (const child of route.routes) {
    const below = matchRoutes(child, labels);
    found.push(...below);
    if (below.length > 0 && !child.continue) break;
  }
  return found.length === 0 ? [route] : found;
}

/** Whether all matchers hold; a label that is missing is the empty text. */
export function matches(matchers: readonly LabelMatch[], labels: Labels): boolean {
  return matchers.every((matcher) => holds(matcher, Object.hasOwn(labels, matcher.label) ? (labels[matcher.label] ?? '') : ''));
}

/** Whether a matcher holds for a value. A pattern JavaScript cannot read holds for none. */
export function holds({ op, value }: LabelMatch, seen: string): boolean {
  if (op === '=') return seen === value;
  if (op === '!=') return seen !== value;
  const test = alertmanagerRegex(value);
  return test !== undefined && test(seen) === (op === '=~');
}
