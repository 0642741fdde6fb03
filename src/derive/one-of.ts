import type { LabelMatch } from '../model/routing.ts';

/** A label with one of these values: equal to the only one, or a pattern of several, which RE2 reads. */
export function oneOf(label: string, values: readonly string[]): LabelMatch {
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) return { label, op: '=', value: only };
  return { label, op: '=~', value: values.map((value) => value.replace(/[.+*?()|[\]{}^$\\]/g, '\\$&')).join('|') };
}
