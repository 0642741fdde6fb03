import type { ActiveSpan } from '../active-span.ts';
import type { LabelValues, Refuse } from '../cells.ts';
import { exemplarOf } from '../exemplar.ts';
import type { BoundTimer } from '../instrument.ts';
import type { CellContext, Exemplar, InstrumentKind } from '../kind.ts';
import { type NativeCounts, nativeCounts } from '../native-buckets.ts';
import { printFloat, printRefused } from '../print.ts';
import { timed } from '../timing.ts';

class HistogramCell implements BoundTimer {
  readonly bounds: readonly number[];
  /** Not cumulative; the last one is what no bound holds. */
  readonly counts: number[];
  readonly exemplars: (Exemplar | undefined)[] | undefined;
  readonly native: NativeCounts | undefined;
  readonly refuse: Refuse;
  readonly span: () => ActiveSpan | undefined;
  sum = 0;
  constructor({ definition, refuse, span }: CellContext) {
    this.bounds = definition.buckets ?? [];
    this.counts = Array.from({ length: this.bounds.length + 1 }, () => 0);
    this.exemplars = definition.exemplars === true ? [] : undefined;
    this.native = definition.native === true || this.bounds.length === 0 ? nativeCounts() : undefined;
    this.refuse = refuse;
    this.span = span;
  }
  observe(value: number): void {
    if (!Number.isFinite(value)) {
      this.refuse('invalid_value', `a histogram cannot observe ${printRefused(value)}`);
      return;
    }
    const { bounds, counts } = this;
    let index = 0;
    while (index < bounds.length && value > (bounds[index] as number)) index++; // index is within bounds
    counts[index] = (counts[index] as number) + 1; // counts has one more than bounds
    this.sum += value;
    if (this.native !== undefined) this.native.add(value);
    if (this.exemplars !== undefined) this.exemplars[index] = exemplarOf(this.span(), value) ?? this.exemplars[index];
  }
  time<T>(work: () => T): T {
    return timed(work, (seconds) => this.observe(seconds));
  }
  reset(): void {
    this.counts.fill(0);
    this.sum = 0;
    this.native?.clear();
    if (this.exemplars !== undefined) this.exemplars.length = 0;
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
  native: (cell) => cell.native,
  labelled: (store) => ({
    labels: (values: LabelValues) => store.of(values),
    observe: (values: LabelValues, value: number) => store.of(values).observe(value),
    time: <T>(values: LabelValues, work: () => T) => store.of(values).time(work),
  }),
};
