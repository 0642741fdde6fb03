import type { AlertRule } from '../../../model/alert.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts } from './written-alerts.ts';

export const noRunbook: Rule = {
  code: 'alert/no-runbook',
  severity: 'warning',
  about: 'alert',
  why: 'Whoever is woken does not know what the alert means for users or what to do first; every minute of looking is downtime.',
  bad: [
    'alert({',
    "  service: checkout, name: 'QueueStuck', severity: 'warning', summary: 'The queue is not draining.',",
    '  when: promql`${queue} > 100`,',
    '});',
  ].join('\n'),
  good: [
    'alert({',
    "  service: checkout, name: 'QueueStuck', severity: 'warning', summary: 'The queue is not draining.',",
    '  when: promql`${queue} > 100`,',
    "  runbook: { impact: 'Orders wait.', steps: ['Restart the consumer.'] },",
    '});',
  ].join('\n'),
  *run({ derived }) {
    for (const alert of writtenAlerts(derived)) {
      if (hasRunbook(alert)) continue;
      yield finding(noRunbook, alert, `The runbook of ${alert.name} says neither what it means nor what to do.`, {
        fix: "add runbook: { impact: '…', steps: ['…'] }, or runbook: { url: 'https://…' }",
      });
    }
  },
};

function hasRunbook({ runbook }: AlertRule): boolean {
  return runbook.url !== undefined || runbook.impact.trim() !== '' || runbook.steps.some((step) => step.trim() !== '');
}
