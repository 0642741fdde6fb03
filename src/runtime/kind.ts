import type { MetricKind } from '../authored/metric.ts';
import type { ActiveSpan } from './active-span.ts';
import type { Cells, Refuse } from './cells.ts';
import type { Definition } from './definition.ts';

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

/** How one kind of metric counts and what it exposes. */
export interface InstrumentKind<C> {
  readonly kind: MetricKind;
  /** `# TYPE` in the text format, which knows neither info nor stateset. */
  readonly textType: 'counter' | 'gauge' | 'histogram' | 'summary';
  /** Whether a series that was never touched says something true: a gauge at 0 would not. */
  readonly startsAtZero: boolean;
  make(context: CellContext): C;
  lines(definition: Definition): readonly Line[];
  /** The values of `lines`, in their order; undefined while there is nothing to say. */
  read(cell: C): readonly number[] | undefined;
  exemplars?(cell: C): readonly (Exemplar | undefined)[];
  reset(cell: C): void;
  /** The instrument over labelled cells; without labels the cell itself is the instrument. */
  labelled(store: Cells<C>, definition: Definition): object;
  /** Label names of a cell, where they are not all the metric's. */
  cellLabels?(definition: Definition): readonly string[];
}
