import type { Maintenance } from '../../model/maintenance.ts';

type Stretch = Pick<Maintenance, 'fromMs' | 'toMs'>;

/** A query, but nothing during these stretches and for some time after them. */
export function exceptDuring(query: string, stretches: readonly Stretch[], afterMs: number): string {
  if (stretches.length === 0) return query;
  return `(${query}) unless on () (${stretches.map((one) => during(one, afterMs)).join(' or ')})`;
}

/** Gives one series then, and none at other times. */
export function during({ fromMs, toMs }: Stretch, afterMs = 0): string {
  return `vector(time()) > ${fromMs / 1000} < ${(toMs + afterMs) / 1000}`;
}
