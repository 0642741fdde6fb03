import type { Gate } from './gate.ts';

/** Syntax that came after Prometheus 2.0; functions and aggregations stand in their own table. */
export const GATES = {
  at: { since: '2.33', instead: 'use offset' },
  negativeOffset: { since: '2.33' },
  subquery: { since: '2.7', instead: 'record the inner expression and take the range of the recording' },
  atan2: { since: '2.31' },
  trim: { since: '3.11' },
  underscores: { since: '2.54', instead: 'write the digits without underscores' },
  durationAsNumber: { since: '2.54', instead: 'write the number of seconds' },
  numberAsDuration: { since: '2.54', instead: 'write it with a unit: 5m' },
  quotedName: { since: '3.0', instead: 'use names of letters, digits and _ only' },
  durationArithmetic: {
    since: '3.4',
    feature: 'promql-duration-expr',
    stable: '3.14',
    instead: 'write the duration it comes to',
  },
  extendedRange: { since: '3.7', feature: 'promql-extended-range-selectors' },
  fill: { since: '3.10', feature: 'promql-binop-fill-modifiers', instead: 'use `or` for the missing side' },
} as const satisfies Record<string, Gate>;
