import type { MetricKind } from '../../authored/metric.ts';
import { folded } from '../cells.ts';
import type { Definition } from '../definition.ts';
import type { FamilySnapshot } from './snapshot.ts';

/** Kinds whose series outlive a process, so that workers which come and go would make more of them without end. */
export const COUNTED: readonly MetricKind[] = ['counter', 'histogram', 'summary'];

/** The label values a series has in the totals: its own, or folded ones where there were too many before it. */
export type Admit = (family: FamilySnapshot, values: readonly string[]) => readonly string[];

/**
 * The first `seriesLimit` series of a metric keep their labels for good and no later one gets them, so that nothing moves from one
 * series to another between two scrapes, which would look like a counter that was reset.
 */
export function admission(seriesLimit: number): Admit {
  const known = new Map<string, Set<string>>();
  return ({ definition, labelNames }, values) => {
    if (!COUNTED.includes(definition.kind)) return values;
    const seen = known.get(definition.name) ?? first(known, definition);
    const key = JSON.stringify(values);
    if (seen.has(key)) return values;
    if (seen.size >= seriesLimit) return folded(definition, labelNames, values);
    seen.add(key);
    return values;
  };
}

function first(known: Map<string, Set<string>>, { name }: Definition): Set<string> {
  const made = new Set<string>();
  known.set(name, made);
  return made;
}
