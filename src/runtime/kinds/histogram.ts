import { type ActiveSpan, isSampled } from '../active-span.ts';
import type { Refuse } from '../cells.ts';
import type { BoundTimer, TimerInstrument } from '../instrument.ts';
import type { CellContext, Exemplar, InstrumentKind } from '../kind.ts';
import { printFloat } from '../print.ts';
import { timed } from '../timing.ts';

class HistogramCell implements BoundTimer {
  readonly bounds: readonly number[];
  /** Not cumulative; the last one is what no bound holds. */
  readonly counts: number[];
  readonly exemplars: (Exemplar | undefined)[] | undefined;
  readonly refuse: Refuse;
  readonly span: () => ActiveSpan | undefined;
  sum = 0;
  constructor({ definition, refuse, span }: CellContext) {
    this.bounds = definition.buckets ?? [];
    this.counts = Array.from({ length: this.bounds.length + 1 }, () => 0);
    this.exemplars = definition.exemplars === true ? [] : undefined;
    this.refuse = refuse;
    this.span = span;
  }
  observe(value: number): void {
    if (!Number.isFinite(value)) {
      this.refuse('invalid_value', `a histogram cannot observe ${value}`);
      return;
    }
    const { bounds, counts } = this;
    let index = 0;
    while (index < bounds.length && value > (bounds[index] as number)) index++; // index is within bounds
    counts[index] = (counts[index] as number) + 1; // counts has one more than bounds
    this.sum += value;
    if (this.exemplars !== undefined) this.exemplify(this.exemplars, index, value);
  }
  time<T>(work: () => T): T {
    return timed(work, (seconds) => this.observe(seconds));
  }
  private exemplify(exemplars: (Exemplar | undefined)[], index: number, value: number): void {
    const span = this.span();
    if (span === undefined || !isSampled(span)) return;
    exemplars[index] = { traceId: span.traceId, spanId: span.spanId, value, timestampSeconds: Date.now() / 1000 };
  }
}

export const histogramKind: InstrumentKind<HistogramCell> = {
  kind: 'histogram',
  textType: 'histogram',
  startsAtZero: true,
  make: (context) => new HistogramCell(context),
  lines: ({ buckets = [] }) => [
    ...[...buckets, Number.POSITIVE_INFINITY].map((bound) => ({ suffix: '_bucket', labels: { le: printFloat(bound) } })),
    { suffix: '_sum', labels: {} },
    { suffix: '_count', labels: {} },
  ],
  read: (cell) => {
    let count = 0;
    const cumulative = cell.counts.map((inBucket) => {
      count += inBucket;
      return count;
    });
    return [...cumulative, cell.sum, count];
  },
  exemplars: (cell) => cell.exemplars ?? [],
  reset: (cell) => {
    cell.counts.fill(0);
    cell.sum = 0;
    if (cell.exemplars !== undefined) cell.exemplars.length = 0;
  },
  labelled: (store): TimerInstrument<Record<string, string>> => ({
    labels: (values) => store.of(values),
    observe: (values, value) => store.of(values).observe(value),
    time: (values, work) => store.of(values).time(work),
  }),
};
