import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenMetrics } from './written-metrics.ts';

export const noHelp: Rule = {
  code: 'metric/no-help',
  severity: 'warning',
  about: 'metric',
  why: 'The help is the `# HELP` line, the description of every panel that shows the metric, and what the next engineer knows of it.',
  bad: "counter({ name: 'orders_total', help: '' });",
  good: "counter({ name: 'orders_total', help: 'Orders taken from the queue.' });",
  *run({ derived }) {
    for (const metric of writtenMetrics(derived)) {
      if (metric.help.trim() !== '') continue;
      yield finding(noHelp, metric, `${metric.name} has no help.`, { fix: "say in one sentence what it counts: help: '…'" });
    }
  },
};
