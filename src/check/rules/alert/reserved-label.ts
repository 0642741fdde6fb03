import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts, writtenLabels } from './written-alerts.ts';

/** What routes, inhibitions and boards read; each has one writer. */
const RESERVED = new Set([
  'alertname',
  'severity',
  'service',
  'owner',
  'slo',
  'slo_tier',
  'window_long',
  'window_short',
  'escalated_to',
]);
const LABEL = /^[A-Za-z_][A-Za-z0-9_]*$/;

export const reservedLabel: Rule = {
  code: 'alert/reserved-label',
  severity: 'error',
  about: 'alert',
  why: 'Routes, inhibitions and boards read these labels, and each has one source. A second writer is silently overwritten, or sends the alert to the wrong people.',
  bad: [
    'alert({',
    "  service: checkout, name: 'QueueStuck', severity: 'warning', summary: 'The queue is not draining.',",
    '  when: promql`${queue} > 100`,',
    "  labels: { severity: 'page' },",
    '});',
  ].join('\n'),
  good: [
    'alert({',
    "  service: checkout, name: 'QueueStuck', severity: 'critical', summary: 'The queue is not draining.',",
    '  when: promql`${queue} > 100`,',
    "  labels: { region: 'eu' },",
    '});',
  ].join('\n'),
  *run({ derived }) {
    for (const alert of writtenAlerts(derived)) {
      for (const label of Object.keys(writtenLabels(alert))) {
        const message = problemOf(label);
        if (message)
          yield finding(reservedLabel, alert, message, {
            fix: 'choose another name, or leave it out: it is set from the definition',
          });
      }
    }
  },
};

function problemOf(label: string): string | undefined {
  if (!LABEL.test(label)) return `${JSON.stringify(label)} is no name of a label.`;
  if (label.startsWith('__')) return `The label ${label} begins with __, which Prometheus keeps for itself and drops.`;
  return RESERVED.has(label) ? `The label ${label} is set by signalbox and cannot be written.` : undefined;
}
