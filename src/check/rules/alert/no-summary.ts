import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const noSummary: Rule = {
  code: 'alert/no-summary',
  severity: 'error',
  about: 'alert',
  why: 'The summary is the first line a woken person reads; without it the notification holds a name and nothing else.',
  bad: [
    'alert({',
    "  service: checkout, name: 'QueueStuck', severity: 'warning', summary: '',",
    '  when: promql`${queue} > 100`,',
    '});',
  ].join('\n'),
  good: [
    'alert({',
    "  service: checkout, name: 'QueueStuck', severity: 'warning', summary: 'The queue is not draining.',",
    '  when: promql`${queue} > 100`,',
    '});',
  ].join('\n'),
  *run({ derived }) {
    for (const alert of derived.alerts) {
      if ((alert.annotations['summary'] ?? '').trim() !== '') continue;
      yield finding(noSummary, alert, `${alert.name} has no summary.`, {
        fix: "say in one sentence what is wrong: summary: 'The queue is not draining.'",
      });
    }
  },
};
