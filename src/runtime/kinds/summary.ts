import type { LabelValues, Refuse } from '../cells.ts';
import type { BoundTimer } from '../instrument.ts';
import type { CellContext, InstrumentKind } from '../kind.ts';
import { printFloat, printRefused } from '../print.ts';
import { timed } from '../timing.ts';

/** Quantiles are of the latest observations: at most so many, and none older than ten minutes, as in the Go client. */
const KEPT = 1024;
const MAX_AGE_MILLISECONDS = 600_000;

class SummaryCell implements BoundTimer {
  readonly quantiles: readonly number[];
  readonly refuse: Refuse;
  readonly latest: { readonly value: number; readonly at: number }[] = [];
  count = 0;
  sum = 0;
  constructor({ definition, refuse }: CellContext) {
    this.quantiles = definition.quantiles ?? [];
    this.refuse = refuse;
  }
  observe(value: number): void {
    if (!Number.isFinite(value)) {
      this.refuse('invalid_value', `a summary cannot observe ${printRefused(value)}`);
      return;
    }
    this.latest[this.count % KEPT] = { value, at: Date.now() };
    this.count++;
    this.sum += value;
  }
  time<T>(work: () => T): T {
    return timed(work, (seconds) => this.observe(seconds));
  }
  reset(): void {
    this.latest.length = 0;
    this.count = 0;
    this.sum = 0;
  }
}

export const summaryKind: InstrumentKind<SummaryCell> = {
  kind: 'summary',
  textType: 'summary',
  startsAtZero: true,
  make: (context) => new SummaryCell(context),
  lines: ({ quantiles = [] }) => [
    ...quantiles.map((quantile) => ({ suffix: '', labels: { quantile: printFloat(quantile) } })),
    { suffix: '_sum', labels: {} },
    { suffix: '_count', labels: {} },
  ],
  read: (cell) => {
    const from = Date.now() - MAX_AGE_MILLISECONDS;
    const values = cell.latest.flatMap(({ value, at }) => (at >= from ? [value] : [])).sort((a, b) => a - b);
    return [...cell.quantiles.map((quantile) => at(values, quantile)), cell.sum, cell.count];
  },
  labelled: (store) => ({
    labels: (values: LabelValues) => store.of(values),
    observe: (values: LabelValues, value: number) => store.of(values).observe(value),
    time: <T>(values: LabelValues, work: () => T) => store.of(values).time(work),
  }),
};

/** The nearest rank; NaN of nothing, as Prometheus clients say it. */
function at(sorted: readonly number[], quantile: number): number {
  return sorted[Math.max(0, Math.ceil(quantile * sorted.length) - 1)] ?? Number.NaN;
}
