import type { LabelValues, Refuse } from '../cells.ts';
import type { BoundStateSet } from '../instrument.ts';
import type { CellContext, InstrumentKind } from '../kind.ts';
import { printRefused } from '../print.ts';

class StateSetCell implements BoundStateSet {
  readonly states: readonly string[];
  readonly refuse: Refuse;
  current: string | undefined;
  constructor({ definition, refuse }: CellContext) {
    this.states = definition.states ?? [];
    this.refuse = refuse;
  }
  set(state: string): void {
    if (this.states.includes(state)) this.current = state;
    else this.refuse('invalid_value', `${printRefused(state)} is none of ${this.states.join(', ')}`);
  }
  reset(): void {
    this.current = undefined;
  }
}

export const stateSetKind: InstrumentKind<StateSetCell> = {
  kind: 'stateset',
  textType: 'gauge',
  startsAtZero: false,
  make: (context) => new StateSetCell(context),
  lines: ({ name, states = [] }) => states.map((state) => ({ suffix: '', labels: { [name]: state } })),
  read: (cell) => (cell.current === undefined ? undefined : cell.states.map((state) => (state === cell.current ? 1 : 0))),
  // the state is a value of the cell, not a label of it: one call turns all its series
  cellLabels: ({ name, labels }) => Object.keys(labels).filter((label) => label !== name),
  labelled: (store, { name }) => ({
    set: (values: LabelValues) => {
      const { state, labels } = apart(values, name);
      store.of(labels).set(state);
    },
    remove: (values: LabelValues) => store.remove(apart(values, name).labels),
  }),
};

/** The state and what else is said; what cannot be read is left to be refused as labels. */
function apart(values: LabelValues, name: string): { readonly state: string; readonly labels: LabelValues } {
  try {
    const { [name]: state = '', ...labels } = values ?? {};
    return { state, labels };
  } catch {
    return { state: '', labels: values };
  }
}
