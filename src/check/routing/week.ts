import type { Route } from '../../model/routing.ts';
import { mutedAt } from './simulate.ts';

const HALF_HOUR = 1_800_000;
const HALF_HOURS = 7 * 48;

/** Every half hour of the week that begins on a day, `2026-11-21`. */
export function weekFrom(day: string): Date[] {
  const start = Date.parse(`${day}T00:00:00Z`);
  return Array.from({ length: HALF_HOURS }, (_, index) => new Date(start + index * HALF_HOUR));
}

/** When none of these nodes tells anybody; undefined where one of them always does. */
export function quietMoment(nodes: readonly Route[], week: readonly Date[]): Date | undefined {
  if (nodes.some(({ active, mute }) => active.length === 0 && mute.length === 0)) return undefined;
  return week.find((at) => nodes.every((node) => mutedAt(node, at)));
}

/** Whether there is a moment at which both of them tell. */
export function tellTogether(one: Route, other: Route, week: readonly Date[]): boolean {
  const always = ({ active, mute }: Route) => active.length === 0 && mute.length === 0;
  if (always(one) && always(other)) return true;
  return week.some((at) => !mutedAt(one, at) && !mutedAt(other, at));
}
