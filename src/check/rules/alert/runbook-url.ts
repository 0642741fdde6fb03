import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts } from './written-alerts.ts';

export const runbookUrl: Rule = {
  code: 'alert/runbook-url',
  severity: 'error',
  about: 'alert',
  why: 'The link is tried for the first time when somebody is woken; one that was never an address costs the minutes it should have saved.',
  bad: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
  runbook: { url: 'https://<wiki>/queue long' },
});`,
  good: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
  runbook: { url: 'https://wiki.example.org/queue-long' },
});`,
  *run({ derived }) {
    for (const alert of writtenAlerts(derived)) {
      const { url } = alert.runbook;
      if (url === undefined || isAddress(url)) continue;
      yield finding(runbookUrl, alert, `${JSON.stringify(url)} is no address a browser can open.`, {
        fix: "write the whole address: 'https://wiki.example.org/queue-long'",
      });
    }
  },
};

/** Placeholders and blanks parse in part, so they are looked for first. */
function isAddress(url: string): boolean {
  if (/[\s<>{}]/.test(url) || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && hostname !== '';
}
