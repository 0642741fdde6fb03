import type { ActiveSpan } from './active-span.ts';
import { type Cells, cells, type LabelValues, type Refuse } from './cells.ts';
import type { Definition } from './definition.ts';
import type { AnyCell, InstrumentKind, Line } from './kind.ts';
import { INSTRUMENT_KINDS } from './kinds.ts';

/** One metric of a process: its definition, its cells, and the instrument that fills them. */
export interface Family {
  readonly definition: Definition;
  readonly kind: InstrumentKind<AnyCell>;
  readonly labelNames: readonly string[];
  readonly lines: readonly Line[];
  readonly cells: Pick<Cells<AnyCell>, 'series'>;
  readonly instrument: unknown;
  /** Asked before each scrape; whatever it meets, it does not fail. */
  collect?: () => Promise<void>;
}

export interface FamilyOptions {
  readonly definition: Definition;
  readonly refuse: Refuse;
  readonly span: () => ActiveSpan | undefined;
  readonly seriesLimit: number;
}

/** Series made at once, so that `increase` sees the first event: only where every label is closed and they are this few. */
const ZERO_SERIES = 64;

export function family({ definition, refuse, span, seriesLimit }: FamilyOptions): Family {
  const kind = INSTRUMENT_KINDS[definition.kind];
  const names = kind.cellLabels?.(definition) ?? Object.keys(definition.labels);
  const make = () => kind.make({ definition, refuse, span });
  const store = cells({ definition, names, make, refuse, seriesLimit });
  if (kind.startsAtZero && names.length > 0) startAtZero(definition, names, store);
  const instrument = names.length === 0 ? store.of({}) : { ...upkeep(store), ...kind.labelled(store, definition) };
  return { definition, kind, labelNames: names, lines: kind.lines(definition), cells: store, instrument };
}

/** Everything at zero again, as a restart would leave it; bound instruments go on working. */
export function resetFamily({ cells: store }: Family): void {
  resetAll(store);
}

function resetAll(store: Pick<Cells<AnyCell>, 'series'>): void {
  for (const { cell } of store.series()) cell.reset();
}

/** What every labelled instrument can do. */
function upkeep(store: Cells<AnyCell>): { reset(): void; remove(values: LabelValues): boolean } {
  return { reset: () => resetAll(store), remove: (values) => store.remove(values) };
}

function startAtZero(definition: Definition, names: readonly string[], store: Cells<AnyCell>): void {
  let tuples: Record<string, string>[] = [{}];
  for (const name of names) {
    const values: readonly string[] = definition.labels[name]?.values ?? [];
    if (tuples.length * values.length > ZERO_SERIES) return;
    tuples = tuples.flatMap((tuple) => values.map((value) => ({ ...tuple, [name]: value })));
  }
  for (const tuple of tuples) store.of(tuple);
}
