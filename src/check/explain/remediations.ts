import type { Row } from './rows.ts';

const STUCK = [
  'const stuck = alert({',
  "  service: checkout, name: 'QueueStuck', severity: 'critical', summary: 'The queue is not draining.',",
  '  when: promql`${queue} > 100`,',
  '});',
];

/** Alerts that machines answer. */
export const remediationRows: readonly Row[] = [
  [
    'remediation/alert',
    'error',
    'An action on an alert that is never sent is never run, and one learns of it in the incident.',
    [...STUCK, ...answering('on: []')],
    [...STUCK, ...answering('on: stuck')],
  ],
  [
    'remediation/limit',
    'error',
    'A limit is what stops an action that makes things worse. One of zero, or none that can be read, is no limit anybody meant.',
    [...STUCK, ...answering("on: stuck, rateLimit: { runs: 0, per: '1h' }")],
    [...STUCK, ...answering("on: stuck, rateLimit: { runs: 2, per: '1h' }")],
  ],
  [
    'remediation/address',
    'error',
    'Alertmanager refuses its whole configuration for one address it cannot read, and keeps routing by the old one.',
    [...STUCK, ...answering('on: stuck', 'runner:8080')],
    [...STUCK, ...answering('on: stuck')],
  ],
];

function answering(rest: string, to = 'https://runner.example.org/remediate'): string[] {
  return [
    'remediation({',
    `  name: 'restart-worker', ${rest},`,
    "  action: async ({ labels }) => fetch(`https://deploy.example.org/restart/${labels.queue}`, { method: 'POST' }),",
    `  to: '${to}', token: secret.file('remediation-token'),`,
    '});',
  ];
}
