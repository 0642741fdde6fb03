import type { Row } from './rows.ts';

const OF_QUEUE = "service: checkout, name: 'QueueLong', severity: 'warning', of: queue";
const SLOW = "service: checkout, name: 'Slow', severity: 'warning', of: latency, percentile: 99";

/** Options of alerts. */
export const alertRows: readonly Row[] = [
  [
    'alert/unknown-option',
    'error',
    'What is misspelt would be left out in silence, and the alert would wait for no time, or watch everything.',
    `threshold({ ${OF_QUEUE}, above: 100, cooldwon: '1h' });`,
    `threshold({ ${OF_QUEUE}, above: 100, cooldown: '1h' });`,
  ],
  [
    'alert/setting',
    'error',
    'The options fit one by one and not together: it is not known when the alert should fire.',
    `threshold({ ${OF_QUEUE}, above: 100, by: ['queue'] });`,
    `threshold({ ${OF_QUEUE}, above: 100, aggregate: 'sum', by: ['queue'] });`,
  ],
  [
    'alert/bound-is-no-bucket',
    'error',
    'A percentile is read off the buckets: between two of them it is a guess, and above the last it is never seen, so that the alert cannot fire.',
    `percentile({ ${SLOW}, above: '400ms' });`,
    `percentile({ ${SLOW}, above: '300ms' });`,
  ],
];
