import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenMetrics } from './written-metrics.ts';

const IN_NAME = /(^|_)(percent|percentage|pct)(_|$)/;
const IN_HELP = /\bpercent(age)?\b|%/i;

export const percent: Rule = {
  code: 'metric/percent',
  severity: 'warning',
  about: 'metric',
  why: 'A percentage of 0 to 100 beside ratios of 0 to 1 is compared wrongly sooner or later: `> 0.8` is then always true. Boards show a ratio as a percentage anyway.',
  bad: "gauge({ name: 'cpu_usage_percent', help: 'CPU in use.' });",
  good: "gauge({ name: 'cpu_usage_ratio', help: 'Share of CPU in use.', unit: 'ratio' });",
  *run({ derived }) {
    for (const metric of writtenMetrics(derived)) {
      const where = IN_NAME.test(metric.name) ? 'name' : IN_HELP.test(metric.help) ? 'help' : undefined;
      if (where === undefined) continue;
      const ratio = metric.name.replace(IN_NAME, '$1ratio$3');
      yield finding(percent, metric, `The ${where} of ${metric.name} says percent.`, {
        fix: `expose 0 to 1 as ${ratio.includes('ratio') ? ratio : `${ratio}_ratio`} with unit: 'ratio'`,
      });
    }
  },
};
