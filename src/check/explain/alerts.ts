import type { Row } from './rows.ts';

const OF_QUEUE = "service: checkout, name: 'QueueLong', severity: 'warning', of: queue";
const SLOW = "service: checkout, name: 'Slow', severity: 'warning', of: latency, percentile: 99";

const ODD = "service: checkout, name: 'QueueOdd', severity: 'warning', of: queue";
const LONG = "const long = threshold({ service: checkout, name: 'QueueLong', severity: 'warning', of: queue, above: 100 });";
const CASCADE = "service: checkout, name: 'Cascade', severity: 'warning'";
const MANY = "{ name: 'many', when: promql`max(${queue}) > 5` }";

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
  [
    'alert/anomaly-method',
    'error',
    'Without a method that can be reckoned nobody knows what is normal, and the alert would never fire.',
    `anomaly({ ${ODD}, method: zScore({ sigma: 0 }) });`,
    `anomaly({ ${ODD}, method: zScore({ sigma: 3 }) });`,
  ],
  [
    'alert/short-history',
    'error',
    'A few samples say little about what is normal: by chance they lie close together, and the next one is odd.',
    `anomaly({ ${ODD}, method: zScore({ window: '10m' }) });`,
    `anomaly({ ${ODD}, method: zScore({ window: '6h' }) });`,
  ],
  [
    'alert/season',
    'error',
    'Held against another time of the day, every morning is odd.',
    `anomaly({ ${ODD}, method: seasonal({ period: '2h' }) });`,
    `anomaly({ ${ODD}, method: seasonal({ period: '2h', around: '20m' }) });`,
  ],
  [
    'alert/cannot-fire',
    'error',
    'It looks like an alert and is none: nobody learns of the day it should have fired.',
    `anomaly({ ${ODD}, method: rateOfChange({ over: '5m', by: '50%' }), for: '10m' });`,
    `anomaly({ ${ODD}, method: rateOfChange({ over: '1h', by: '50%' }), for: '10m' });`,
  ],
  [
    'alert/correlation',
    'error',
    'Of one condition, or of one that is there twice, there is nothing to correlate.',
    [LONG, `correlation({`, `  ${CASCADE}, within: '10m',`, `  all: [long],`, '});'],
    [LONG, `correlation({`, `  ${CASCADE}, within: '10m',`, `  all: [long, ${MANY}],`, '});'],
  ],
  [
    'alert/correlation-condition',
    'error',
    'A query that always has an answer always holds, and so says nothing; what Loki evaluates is no series of Prometheus.',
    [LONG, `correlation({`, `  ${CASCADE}, within: '10m',`, `  all: [long, ${MANY.replace(' > 5', '')}],`, '});'],
    [LONG, `correlation({`, `  ${CASCADE}, within: '10m',`, `  all: [long, ${MANY}],`, '});'],
  ],
  [
    'alert/shape',
    'error',
    'A short shape is met by chance every other hour, and a flat one is like nothing.',
    `pattern({ ${ODD}, like: [1, 3, 1], every: '5m' });`,
    `pattern({ ${ODD}, like: [1, 1, 3, 8, 4, 2, 1, 1, 5, 1], every: '5m' });`,
  ],
];
