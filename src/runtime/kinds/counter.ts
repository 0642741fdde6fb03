import type { Refuse } from '../cells.ts';
import type { BoundCounter, CounterInstrument } from '../instrument.ts';
import type { InstrumentKind } from '../kind.ts';

class CounterCell implements BoundCounter {
  value = 0;
  readonly refuse: Refuse;
  constructor(refuse: Refuse) {
    this.refuse = refuse;
  }
  inc(by = 1): void {
    if (typeof by === 'number' && by >= 0 && by < Number.POSITIVE_INFINITY) this.value += by;
    else this.refuse('invalid_value', `a counter cannot grow by ${by}`); // also NaN, which no comparison lets through
  }
}

export const counterKind: InstrumentKind<CounterCell> = {
  kind: 'counter',
  textType: 'counter',
  startsAtZero: true,
  make: ({ refuse }) => new CounterCell(refuse),
  lines: () => [{ suffix: '', labels: {} }],
  read: (cell) => [cell.value],
  reset: (cell) => {
    cell.value = 0;
  },
  labelled: (store): CounterInstrument<Record<string, string>> => ({
    labels: (values) => store.of(values),
    inc: (values, by) => store.of(values).inc(by),
  }),
};
