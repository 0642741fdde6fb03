import type { LabelValues, Refuse } from '../cells.ts';
import type { BoundGauge } from '../instrument.ts';
import type { InstrumentKind } from '../kind.ts';
import { printRefused } from '../print.ts';

class GaugeCell implements BoundGauge {
  value = 0;
  readonly refuse: Refuse;
  constructor(refuse: Refuse) {
    this.refuse = refuse;
  }
  set(value: number): void {
    if (typeof value === 'number' && !Number.isNaN(value)) this.value = value;
    else this.refuse('invalid_value', `a gauge cannot be ${printRefused(value)}`);
  }
  inc(by = 1): void {
    this.set(typeof by === 'number' ? this.value + by : by);
  }
  dec(by = 1): void {
    this.set(typeof by === 'number' ? this.value - by : by);
  }
  reset(): void {
    this.value = 0;
  }
}

export const gaugeKind: InstrumentKind<GaugeCell> = {
  kind: 'gauge',
  textType: 'gauge',
  startsAtZero: false,
  make: ({ refuse }) => new GaugeCell(refuse),
  lines: () => [{ suffix: '', labels: {} }],
  read: (cell) => [cell.value],
  labelled: (store) => ({
    labels: (values: LabelValues) => store.of(values),
    set: (values: LabelValues, value: number) => store.of(values).set(value),
    inc: (values: LabelValues, by?: number) => store.of(values).inc(by),
    dec: (values: LabelValues, by?: number) => store.of(values).dec(by),
  }),
};
