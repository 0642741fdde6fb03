import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts } from './written-alerts.ts';

const CAMEL_CASE = /^[A-Z][A-Za-z0-9]*$/;

export const name: Rule = {
  code: 'alert/name',
  severity: 'warning',
  about: 'alert',
  why: 'Alertnames are typed into silences, routes and searches: one form, CamelCase, is found; spaces and dashes are mistyped.',
  bad: [
    'alert({',
    "  service: checkout, name: 'queue-stuck', severity: 'warning', summary: 'The queue is not draining.',",
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
    for (const alert of writtenAlerts(derived)) {
      if (CAMEL_CASE.test(alert.name)) continue;
      yield finding(name, alert, `${JSON.stringify(alert.name)} is not CamelCase.`, { fix: `call it ${camelCase(alert.name)}` });
    }
  },
};

function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'QueueStuck';
}
