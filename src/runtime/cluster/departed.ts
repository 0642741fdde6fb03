import { type Admit, COUNTED } from './admission.ts';
import { foreignOf, merge } from './merge.ts';
import { familiesOf, type Snapshot } from './snapshot.ts';

const COUNTED_TYPES: readonly string[] = COUNTED;

/** What outlives a process: what it counted. Its gauges, states and infos were true of it and are gone with it. */
export function departed(before: Snapshot, last: Snapshot, admit: Admit): Snapshot {
  const families = last.families.filter(({ definition }) => COUNTED.includes(definition.kind));
  const foreign = last.foreign.filter(({ type, aggregator = 'sum' }) => COUNTED_TYPES.includes(type) && aggregator === 'sum');
  return {
    families: familiesOf(merge([before, { families, foreign: [] }], admit)),
    foreign: foreignOf([before, { families, foreign }]),
  };
}
