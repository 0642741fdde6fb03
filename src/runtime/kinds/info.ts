import type { BoundInfo, InfoInstrument } from '../instrument.ts';
import type { InstrumentKind } from '../kind.ts';

class InfoCell implements BoundInfo {
  isSet = false;
  set(): void {
    this.isSet = true;
  }
}

export const infoKind: InstrumentKind<InfoCell> = {
  kind: 'info',
  textType: 'gauge',
  startsAtZero: false,
  make: () => new InfoCell(),
  lines: () => [{ suffix: '', labels: {} }],
  read: (cell) => (cell.isSet ? [1] : undefined),
  reset: (cell) => {
    cell.isSet = false;
  },
  labelled: (store): InfoInstrument<Record<string, string>> => ({
    set: (values) => {
      const chosen = store.of(values);
      const series = store.series();
      if (!series.some(({ cell }) => cell === chosen)) return; // refused: what was said before still holds
      for (const { cell } of series) cell.isSet = cell === chosen;
    },
  }),
};
