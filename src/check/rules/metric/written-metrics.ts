import type { Derived } from '../../../model/derived.ts';
import type { Metric } from '../../../model/service.ts';

/** The metrics somebody named here; those of a catalogue have the names their exporter gave them. */
export function writtenMetrics({ estate }: Derived): Metric[] {
  return estate.services.flatMap(({ metrics }) => metrics).filter(({ catalogue }) => catalogue === undefined);
}
