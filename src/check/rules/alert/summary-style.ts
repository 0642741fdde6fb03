import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { parseTemplate } from '../../template/parse.ts';
import { writtenAlerts } from './written-alerts.ts';

export const summaryStyle: Rule = {
  code: 'alert/summary-style',
  severity: 'warning',
  about: 'alert',
  why: 'The summary names the fault and is the same for all series, so that one fault on forty instances is read once, searched once and silenced once; the description says where. Fragments of every style are slow to read at night.',
  bad: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'queue {{ $labels.queue }} too long',
});`,
  good: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
  description: 'Queue {{ $labels.queue }} holds {{ $value }} messages.',
});`,
  *run({ derived }) {
    for (const alert of writtenAlerts(derived)) {
      const summary = (alert.annotations['summary'] ?? '').trim();
      const problem = summary === '' ? undefined : problemOf(summary);
      if (problem) yield finding(summaryStyle, alert, `The summary of ${alert.name} ${problem.is}.`, { fix: problem.fix });
    }
  },
};

function problemOf(summary: string): { readonly is: string; readonly fix: string } | undefined {
  const { pipelines, problems } = parseTemplate(summary);
  if (problems.length > 0) return undefined;
  if (pipelines.length > 0) return { is: 'differs from series to series', fix: 'move what is filled in to the description' };
  if (/^\p{Ll}/u.test(summary)) return { is: 'begins in lower case', fix: `write ${JSON.stringify(capital(summary))}` };
  if (!/[.!?]$/.test(summary)) return { is: 'has no full stop', fix: `write ${JSON.stringify(`${summary}.`)}` };
  return undefined;
}

function capital(text: string): string {
  const ended = /[.!?]$/.test(text) ? text : `${text}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
}
