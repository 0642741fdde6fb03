import type { Row } from './rows.ts';

/** What things may cost. */
export const costRows: readonly Row[] = [
  [
    'cost/budget',
    'error',
    'A budget of nobody, or of no amount, is kept whatever is deployed.',
    "budget({ name: 'checkout', for: checkout, logsPerDay: '50 gigabytes' });",
    "budget({ name: 'checkout', for: checkout, series: 5000 });",
  ],
];
