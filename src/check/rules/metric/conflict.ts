import type { Metric } from '../../../model/service.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const conflict: Rule = {
  code: 'metric/conflict',
  severity: 'error',
  about: 'metric',
  why: 'Two services that expose one name with another type, unit or labels make every query over both wrong: seconds are added to bytes, a join finds half of the series.',
  bad: "gauge({ name: 'http_requests_total', help: 'Requests.' }); // a counter in the service checkout",
  good: "const cart = service({ name: 'cart', owner: payments, metrics: [requests], scrape: { port: 9465 } });",
  *run({ derived }) {
    const first = new Map<string, Metric>();
    for (const metric of derived.estate.services.flatMap(({ metrics }) => metrics)) {
      const other = first.get(metric.name);
      if (!other) first.set(metric.name, metric);
      const difference = other && other.origin !== metric.origin ? differenceOf(other, metric) : undefined;
      if (!other || !difference) continue;
      yield finding(conflict, metric, `${metric.name} ${difference.text}.`, {
        severity: difference.field === 'labels' ? 'warning' : 'error',
        fix: 'share one definition, or give one of them a name of its own',
        related: [{ at: other.address, message: 'the other is here', origin: other.origin }],
      });
    }
  },
};

interface Difference {
  readonly field: 'type' | 'unit' | 'labels';
  readonly text: string;
}

function differenceOf(other: Metric, metric: Metric): Difference | undefined {
  const [scope] = other.address.split('/');
  for (const field of ['type', 'unit'] as const) {
    if (metric[field] !== other[field])
      return { field, text: `has the ${field} ${metric[field]} here and ${other[field]} in ${scope}` };
  }
  const [here, there] = [labelsOf(metric), labelsOf(other)];
  return here === there ? undefined : { field: 'labels', text: `has the labels ${here} here and ${there} in ${scope}` };
}

function labelsOf({ labels }: Metric): string {
  return `(${Object.keys(labels).sort().join(', ')})`;
}
