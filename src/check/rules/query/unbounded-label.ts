import type { Aggregation } from '../../../query/promql/tree.ts';
import type { LabelShape } from '../../../query/shape.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { headText } from './lost-label.ts';
import { findingAt, partsOf, writtenQueries } from './parts.ts';

/** More notifications than anybody reads, more series than a recording saves. */
const MOST = 1000;

export const unboundedLabel: Rule = {
  code: 'promql/unbounded-label',
  severity: 'warning',
  about: 'query',
  why: 'A rule gives one series, and an alert one notification, for each value of a label it keeps: thousands of them at once are a flood in which the incident is lost, and a Prometheus that evaluates late.',
  bad: `const calls = counter({ name: 'calls_total', help: 'Calls.', labels: { customer: text({ series: 5000 }) } });
const billing = service({ name: 'billing', owner: payments, metrics: [calls], scrape: { port: 9466 } });
promql\`sum by (customer) (rate(\${calls}[5m])) > 100\``,
  good: `const calls = counter({ name: 'calls_total', help: 'Calls.', labels: { customer: text({ series: 5000 }) } });
const billing = service({ name: 'billing', owner: payments, metrics: [calls], scrape: { port: 9466 } });
promql\`sum(rate(\${calls}[5m])) > 1000\``,
  *run(input) {
    for (const query of writtenQueries(input)) {
      if (query.panel) continue;
      for (const part of partsOf(query.expr)) {
        if (part.kind !== 'aggregation') continue;
        for (const label of keptIn(part, query)) {
          const series = seriesOf(label, query);
          if (series <= MOST || !query.analysis.labels.exact.has(label)) continue;
          const gives = query.alert ? `the alert may fire ${series} times at once` : `${series} series are recorded`;
          const message = `${headText(part)} keeps ${label}, which has about ${series} values: ${gives}.`;
          yield findingAt(unboundedLabel, query, part.span, message, {
            fix: `leave ${label} out, and look it up in a log or on a panel`,
          });
        }
      }
    }
  },
};

function keptIn({ by, expr }: Aggregation, { analysis }: AnalysedQuery): readonly string[] {
  return (by ?? []).filter((label) => analysis.facts.get(expr)?.labels.exact.has(label));
}

function seriesOf(label: string, { analysis }: AnalysedQuery): number {
  return Math.max(0, ...analysis.uses.map(({ metric }) => sizeOf(metric?.labels[label])));
}

function sizeOf(label: LabelShape | undefined): number {
  return label?.values?.length ?? label?.series ?? 0;
}
