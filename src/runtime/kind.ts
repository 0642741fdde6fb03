import type { MetricKind } from '../authored/metric.ts';
import type { ActiveSpan } from './active-span.ts';
import type { Cells, Refuse } from './cells.ts';
import type { Definition } from './definition.ts';
import type { NativeBuckets } from './native-buckets.ts';

/** A trace that shows one observation. https://prometheus.io/docs/specs/om/open_metrics_spec/#exemplars */
export interface Exemplar {
  readonly traceId: string;
  readonly spanId: string;
  readonly value: number;
  readonly timestampSeconds: number;
}

/** One line of a series: what follows the metric's name, and labels the series does not have itself. */
export interface Line {
  readonly suffix: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface CellContext {
  readonly definition: Definition;
  readonly refuse: Refuse;
  readonly span: () => ActiveSpan | undefined;
}

/** What every cell can do, whatever it counts. */
export interface AnyCell {
  /** As it was when it was made. */
  reset(): void;
}

/** How one kind of metric counts and what it exposes. */
export interface InstrumentKind<C extends AnyCell> {
  readonly kind: MetricKind;
  /** `# TYPE` in the text format, which knows neither info nor stateset. */
  readonly textType: 'counter' | 'gauge' | 'histogram' | 'summary';
  /** Whether a series that was never touched says something true: a gauge at 0 would not. */
  readonly startsAtZero: boolean;
  make(context: CellContext): C;
  lines(definition: Definition): readonly Line[];
  /** The values of `lines`, in their order; undefined while there is nothing to say. */
  read(cell: C): readonly number[] | undefined;
  /** Beside `lines`, in their order. */
  exemplars?(cell: C): readonly (Exemplar | undefined)[];
  /** Its native buckets, which only the protobuf format can say. */
  native?(cell: C): NativeBuckets | undefined;
  /** The instrument over labelled cells; without labels the cell itself is the instrument. */
  labelled(store: Cells<C>, definition: Definition): object;
  /** Label names of a cell, where they are not all the metric's. */
  cellLabels?(definition: Definition): readonly string[];
}
