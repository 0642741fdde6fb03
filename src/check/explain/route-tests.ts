import type { Row } from './rows.ts';

const LONG = [
  'const long = alert({',
  "  service: checkout, name: 'QueueLong', severity: 'warning', when: promql`${queue} > 100`, summary: 'A queue is long.',",
  '});',
];

/** What authors say of the way of alerts. */
export const routeTestRows: readonly Row[] = [
  [
    'route/test-moment',
    'error',
    'Intervals are in zones. A moment without its offset is another one on every machine, and the test holds on some of them.',
    [...LONG, "routeTest({ name: 'at night', alert: long, at: '2026-11-20T03:00:00', reaches: payments.ticket });"],
    [...LONG, "routeTest({ name: 'at night', alert: long, at: '2026-11-20T03:00:00+01:00', reaches: payments.ticket });"],
  ],
  [
    'route/test-says-nothing',
    'error',
    'A test that can not fail is worse than none: it is counted among those that passed.',
    [...LONG, "routeTest({ name: 'a long queue is a ticket', alert: long });"],
    [...LONG, "routeTest({ name: 'a long queue is a ticket', alert: long, reaches: payments.ticket });"],
  ],
];
