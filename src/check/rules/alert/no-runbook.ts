import type { AlertRule } from '../../../model/alert.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts } from './written-alerts.ts';

export const noRunbook: Rule = {
  code: 'alert/no-runbook',
  severity: 'warning',
  about: 'alert',
  why: 'Whoever is woken does not know what the alert means for users or what to do first; every minute of looking is downtime.',
  bad: "alert({ service, name: 'QueueStuck', severity: 'critical', when, summary: 'The queue is not draining.' })",
  good: "alert({ …, runbook: { impact: 'Orders wait.', steps: ['Restart the consumer.'] } })",
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
