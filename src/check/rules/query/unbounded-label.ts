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
      if (query.site.grafana) continue;
      const grouped = [...groupings(query)];
      for (const { part, label, series } of grouped) {
        const message = `${headText(part)} keeps ${label}, which has about ${series} values: ${consequence(query, series)}.`;
        yield findingAt(unboundedLabel, query, part.span, message, {
          fix: `leave ${label} out, and look it up in a log or on a panel`,
        });
      }
      const [label, series] = (grouped.length === 0 && leftIn(query)) || [];
      if (label === undefined || series === undefined) continue;
      const message = `Nothing takes ${label} away, which has about ${series} values: ${consequence(query, series)}.`;
      yield findingAt(unboundedLabel, query, query.expr.span, message, {
        fix: `add the series up: sum without (${label}) (…), or sum by (…) with the labels that are needed`,
      });
    }
  },
};

function consequence({ alert }: AnalysedQuery, series: number): string {
  return alert ? `the alert may fire ${series} times at once` : `${series} series are recorded`;
}

interface Grouping {
  readonly part: Aggregation;
  readonly label: string;
  readonly series: number;
}

function* groupings(query: AnalysedQuery): Iterable<Grouping> {
  for (const part of partsOf(query.expr)) {
    if (part.kind !== 'aggregation') continue;
    for (const label of keptIn(part, query)) {
      const series = seriesOf(label, query);
      if (series > MOST && query.analysis.labels.exact.has(label)) yield { part, label, series };
    }
  }
}

/** A label of the result that no list names: nothing is aggregated, or `without` leaves it. */
function leftIn({ analysis }: AnalysedQuery): readonly [label: string, series: number] | undefined {
  const { labels, sizes, series } = analysis.result;
  if (series <= MOST) return undefined;
  return [...sizes].find(([label, size]) => Number.isFinite(size) && size > MOST && labels.exact.has(label));
}

function keptIn({ by, expr }: Aggregation, { analysis }: AnalysedQuery): readonly string[] {
  return (by ?? []).filter((label) => analysis.facts.get(expr)?.labels.exact.has(label));
}

function seriesOf(label: string, { analysis }: AnalysedQuery): number {
  return Math.max(0, ...analysis.uses.map(({ metric }) => sizeOf(metric?.labels[label])));
}

function sizeOf(label: LabelShape | undefined): number {
  return label?.values?.length ?? label?.series ?? 0;
}
