import type { MetricShape } from '../../../query/shape.ts';
import type { Rule } from '../../rule.ts';
import { classicHistograms, finiteBounds, histogramRead } from './histogram-reads.ts';
import { bare, findingAt, partsOf, writtenQueries } from './parts.ts';

export const mixedBuckets: Rule = {
  code: 'promql/mixed-buckets',
  severity: 'error',
  about: 'query',
  why: 'Buckets are added bound by bound. Where one histogram has a bound the other lacks, its events are missing from that sum, the counts no longer grow with `le`, and the quantile is a wrong number that looks right.',
  bad: `const fine = histogram({ name: 'cart_duration_seconds', help: 'Time to price a cart.', unit: 'seconds', buckets: [0.01, 0.1] });
const cart = service({ name: 'cart', owner: payments, metrics: [fine], scrape: { port: 9465 } });
promql\`histogram_quantile(0.9, sum by (le) (rate(\${latency.bucket}[5m])) + sum by (le) (rate(\${fine.bucket}[5m]))) > 1\``,
  good: `const fine = histogram({ name: 'cart_duration_seconds', help: 'Time to price a cart.', unit: 'seconds', buckets: [0.1, 0.3, 1, 3] });
const cart = service({ name: 'cart', owner: payments, metrics: [fine], scrape: { port: 9465 } });
promql\`histogram_quantile(0.9, sum by (le) (rate(\${latency.bucket}[5m])) + sum by (le) (rate(\${fine.bucket}[5m]))) > 1\``,
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        const read = histogramRead(part);
        if (!read) continue;
        // Kept apart by their job, each is read with its own buckets.
        const apart = query.analysis.facts.get(bare(read.of))?.labels.exact.has('job') ?? false;
        const different = apart ? [] : withOwnBuckets(classicHistograms(read.of, query, input.catalogue));
        if (different.length < 2) continue;
        const sets = different.map(
          (metric) => `${metric.name} of ${metric.jobs.join(', ')} has ${finiteBounds(metric).join(', ')}`,
        );
        yield findingAt(mixedBuckets, query, read.of.span, `These histograms have different buckets: ${sets.join('; ')}.`, {
          fix: 'declare the same buckets for both, or keep the label job: sum by (job, le)',
        });
      }
    }
  },
};

/** One metric of each set of bounds. */
function withOwnBuckets(metrics: readonly MetricShape[]): MetricShape[] {
  return [...new Map(metrics.map((metric) => [finiteBounds(metric).join(), metric])).values()];
}
