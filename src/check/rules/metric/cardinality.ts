import type { Metric } from '../../../model/service.ts';
import type { LabelShape } from '../../../query/shape.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

const MANY = 10_000;
/** What a label of unknown size is counted as. */
const UNKNOWN = 10;

export const cardinality: Rule = {
  code: 'metric/cardinality',
  severity: 'warning',
  about: 'metric',
  why: 'Every combination of label values is a series in memory, on each instance. Ten thousand of one metric is where a Prometheus begins to feel one service.',
  bad: "counter({ name: 'orders_total', help: 'Orders.', labels: { customer: text({ series: 100_000 }) } });",
  good: "counter({ name: 'orders_total', help: 'Orders.', labels: { plan: oneOf('free', 'paid') } }); // the customer belongs in a log line",
  *run({ derived }) {
    for (const metric of derived.estate.services.flatMap(({ metrics }) => metrics)) {
      const series = seriesOf(metric);
      if (series <= MANY) continue;
      const [widest] = Object.entries(metric.labels).sort(([, a], [, b]) => sizeOf(b) - sizeOf(a));
      const label = widest ? `, most of them by ${widest[0]} (${sizeOf(widest[1])} values)` : '';
      yield finding(cardinality, metric, `${metric.name} may have ${series} series on each instance${label}.`, {
        fix: 'drop the label or close its set with oneOf(…); what identifies one event belongs in a log or a trace',
      });
    }
  },
};

/** Series on one instance. */
function seriesOf(metric: Metric): number {
  const combinations = Object.values(metric.labels).reduce((product, label) => product * sizeOf(label), 1);
  return combinations * perCombination(metric);
}

function perCombination({ type, buckets, quantiles }: Metric): number {
  if (type === 'histogram') return buckets.length === 0 ? 1 : buckets.length + 3;
  return type === 'summary' ? quantiles.length + 2 : 1;
}

function sizeOf({ values, series }: LabelShape): number {
  return values?.length ?? series ?? UNKNOWN;
}
