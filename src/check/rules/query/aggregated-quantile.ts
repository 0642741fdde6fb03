import type { Aggregation, Expr } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { headText, mergesSeries } from './lost-label.ts';
import { findingAt, partsOf, type RecordedExpressions, recordedExpressions, useOf, writtenQueries } from './parts.ts';
import { valueParts } from './value-parts.ts';

/** The worst or best of several quantiles means something; their sum and their mean do not. */
const MEANINGLESS = new Set(['sum', 'avg', 'stddev', 'stdvar', 'quantile']);

export const aggregatedQuantile: Rule = {
  code: 'promql/aggregated-quantile',
  severity: 'error',
  about: 'query',
  why: 'Quantiles cannot be added or averaged: the mean of ten p99 is the p99 of nothing, and one idle instance pulls it down while customers wait.',
  bad: "promql`avg(histogram_quantile(0.99, sum by (le, instance) (rate(${latency.bucket}[5m])))) > ${'1s'}`;",
  good: "promql`histogram_quantile(0.99, sum by (le) (rate(${latency.bucket}[5m]))) > ${'1s'}`;",
  *run(input) {
    const recorded = recordedExpressions(input.derived);
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        if (part.kind !== 'aggregation' || !MEANINGLESS.has(part.op)) continue;
        if (!mergesSeries(part, query.analysis.facts)) continue;
        const quantile = quantileIn(part, query, recorded);
        if (quantile === undefined) continue;
        yield findingAt(aggregatedQuantile, query, part.span, `${headText(part)} is taken of quantiles, those of ${quantile}.`, {
          fix: 'add the buckets first, then take the quantile: histogram_quantile(φ, sum by (le, …) (rate(…_bucket[5m]))); or take max',
        });
      }
    }
  },
};

function quantileIn({ expr }: Aggregation, query: AnalysedQuery, recorded: RecordedExpressions): string | undefined {
  for (const part of valueParts(expr)) {
    if (part.kind === 'call' && part.func === 'histogram_quantile') return `${part.func}()`;
    if (part.kind !== 'vector') continue;
    const use = useOf(query, part);
    if (use?.metric?.type === 'summary' && use.seriesName === use.metric.name) return `the summary ${use.seriesName}`;
    const rule = recorded.get(part.name ?? '');
    if (rule && isQuantile(rule)) return `the recorded ${part.name}`;
  }
  return undefined;
}

function isQuantile(expr: Expr): boolean {
  return valueParts(expr).some((part) => part.kind === 'call' && part.func === 'histogram_quantile');
}
