import type { LabelValues } from '../cells.ts';
import type { BoundInfo } from '../instrument.ts';
import type { InstrumentKind } from '../kind.ts';

class InfoCell implements BoundInfo {
  isSet = false;
  set(): void {
    this.isSet = true;
  }
  reset(): void {
    this.isSet = false;
  }
}

export const infoKind: InstrumentKind<InfoCell> = {
  kind: 'info',
  textType: 'gauge',
  startsAtZero: false,
  make: () => new InfoCell(),
  lines: () => [{ suffix: '', labels: {} }],
  read: (cell) => (cell.isSet ? [1] : undefined),
  labelled: (store) => ({
    set: (values: LabelValues) => {
      const chosen = store.of(values);
      const series = store.series();
      if (!series.some(({ cell }) => cell === chosen)) return; // refused: what was said before still holds
      for (const { cell } of series) cell.isSet = cell === chosen;
    },
  }),
};
