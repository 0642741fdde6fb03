import { holds } from '../../check/routing/match.ts';
import type { Silence, SilenceMatcher } from './alertmanager.ts';

/** Whether a silence is about an alert with these labels: all its matchers hold, a missing label is the empty text. */
export function covers({ matchers }: Pick<Silence, 'matchers'>, labels: Readonly<Record<string, string>>): boolean {
  return matchers.every((one) => holds({ label: one.name, op: opOf(one), value: one.value }, labels[one.name] ?? ''));
}

function opOf({ isRegex, isEqual }: SilenceMatcher): '=' | '!=' | '=~' | '!~' {
  if (isRegex) return isEqual ? '=~' : '!~';
  return isEqual ? '=' : '!=';
}
