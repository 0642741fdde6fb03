import type { Metric } from '../../../model/service.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenMetrics } from './written-metrics.ts';

const LABEL = /^[A-Za-z_][A-Za-z0-9_]*$/;
const TAKEN: Readonly<Record<string, string>> = {
  le: 'is the bound of a histogram bucket',
  quantile: 'is the quantile of a summary',
  job: 'is set by the scrape; a scraped one becomes exported_job',
  instance: 'is set by the scrape; a scraped one becomes exported_instance',
};

export const reservedLabel: Rule = {
  code: 'metric/reserved-label',
  severity: 'error',
  about: 'metric',
  why: 'Prometheus gives these labels a meaning of their own: yours is renamed or dropped at the scrape, and every query that names it is wrong.',
  bad: "counter({ name: 'runs_total', help: 'Runs.', labels: { job: oneOf('nightly', 'hourly') } });",
  good: "counter({ name: 'runs_total', help: 'Runs.', labels: { task: oneOf('nightly', 'hourly') } });",
  *run({ derived }) {
    for (const metric of writtenMetrics(derived)) {
      for (const label of Object.keys(metric.labels)) {
        const message = problemOf(label, metric);
        if (message) yield finding(reservedLabel, metric, message, { fix: 'choose another name for the label' });
      }
    }
  },
};

function problemOf(label: string, metric: Metric): string | undefined {
  if (!LABEL.test(label)) return `${JSON.stringify(label)} of ${metric.name} is no name of a label.`;
  if (label.startsWith('__')) return `The label ${label} of ${metric.name} begins with __, which Prometheus keeps for itself.`;
  return Object.hasOwn(TAKEN, label) ? `The label ${label} of ${metric.name} ${TAKEN[label]}.` : undefined;
}
