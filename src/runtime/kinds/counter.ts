import type { LabelValues, Refuse } from '../cells.ts';
import { exemplarOf } from '../exemplar.ts';
import type { BoundCounter } from '../instrument.ts';
import type { CellContext, Exemplar, InstrumentKind } from '../kind.ts';
import { printRefused } from '../print.ts';

class CounterCell implements BoundCounter {
  value = 0;
  readonly refuse: Refuse;
  constructor(refuse: Refuse) {
    this.refuse = refuse;
  }
  inc(by = 1): void {
    if (typeof by === 'number' && by >= 0 && by < Number.POSITIVE_INFINITY) this.value += by;
    else this.refuse('invalid_value', `a counter cannot grow by ${printRefused(by)}`); // also NaN, which no comparison lets through
  }
  reset(): void {
    this.value = 0;
  }
}

/** Of its own, so that a counter without exemplars pays nothing for them. */
class ExemplarCounterCell extends CounterCell {
  readonly context: CellContext;
  exemplar: Exemplar | undefined;
  constructor(context: CellContext) {
    super(context.refuse);
    this.context = context;
  }
  override inc(by = 1): void {
    const before = this.value;
    super.inc(by);
    if (this.value > before) this.exemplar = exemplarOf(this.context.span(), by) ?? this.exemplar;
  }
  override reset(): void {
    super.reset();
    this.exemplar = undefined;
  }
}

export const counterKind: InstrumentKind<CounterCell> = {
  kind: 'counter',
  textType: 'counter',
  startsAtZero: true,
  make: (context) => (context.definition.exemplars === true ? new ExemplarCounterCell(context) : new CounterCell(context.refuse)),
  lines: () => [{ suffix: '', labels: {} }],
  read: (cell) => [cell.value],
  exemplars: (cell) => (cell instanceof ExemplarCounterCell ? [cell.exemplar] : []),
  labelled: (store) => ({
    labels: (values: LabelValues) => store.of(values),
    inc: (values: LabelValues, by?: number) => store.of(values).inc(by),
  }),
};
