/** What is wrong with what fired, a line each. */
import { keyOf, type Scenario } from '../../../definitions/simulator/scenario.ts';
import { GRACE_SECONDS, type Period, type PlayedIncident, type Timeline } from '../../../definitions/simulator/timeline.ts';
import type { Fired } from './evaluate.ts';

/** Alerts that no incident names and nobody explains, and names that no alert has. */
export function unnamed(
  { incidents, unplayed = [] }: Scenario,
  rules: readonly { readonly key: string; readonly isAlert: boolean }[],
): string[] {
  const alerts = new Set(rules.filter(({ isAlert }) => isAlert).map(({ key }) => key));
  const played = new Set(incidents.flatMap(({ fires }) => fires.map(keyOf)));
  const explained = new Set(unplayed.map(({ alert }) => keyOf(alert)));
  return [
    ...[...alerts].filter((key) => !played.has(key as never) && !explained.has(key as never)).map((key) => `${key}: no incident`),
    ...[...played, ...explained].filter((key) => !alerts.has(key)).map((key) => `${key}: no such alert`),
    ...[...explained].filter((key) => played.has(key)).map((key) => `${key}: played, and listed as unplayed`),
  ];
}

export function unexpected(fired: readonly Fired[], quiet: Period): string[] {
  return fired.filter(({ from, to }) => from <= quiet.to && to >= quiet.from).map(told);
}

/** Alerts that an incident names and that did not fire in it, or fired before it. */
export function missing(fired: readonly Fired[], { incidents }: Timeline): string[] {
  return incidents.flatMap((played) =>
    played.incident.fires.map(keyOf).flatMap((key) => {
      const wrong = wrongWith(
        fired.filter((one) => one.key === key),
        played,
      );
      return wrong === undefined ? [] : [`${played.incident.name}: ${key} ${wrong}`];
    }),
  );
}

function wrongWith(fired: readonly Fired[], { from, to }: PlayedIncident): string | undefined {
  if (fired.some((one) => one.from < from && one.to >= from - 60)) return 'fired before';
  if (!fired.some((one) => one.from >= from && one.from <= to + GRACE_SECONDS)) return 'did not fire';
  return undefined;
}

function told({ key, labels, from, to }: Fired): string {
  return `${key} fired from ${from} to ${to}: ${JSON.stringify(labels)}`;
}
