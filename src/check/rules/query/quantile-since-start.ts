import type { Rule } from '../../rule.ts';
import { histogramRead } from './histogram-reads.ts';
import { bare, findingAt, partsOf, writtenQueries } from './parts.ts';

export const quantileSinceStart: Rule = {
  code: 'promql/quantile-since-start',
  severity: 'error',
  about: 'query',
  why: 'Buckets are counters: read raw they hold every event since the process started, so after a week an hour of slow requests no longer moves the quantile.',
  bad: "promql`histogram_quantile(0.99, ${latency.bucket}) > ${'1s'}`;",
  good: "promql`histogram_quantile(0.99, sum by (le) (rate(${latency.bucket}[5m]))) > ${'1s'}`;",
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        const read = histogramRead(part);
        const of = read && bare(read.of);
        const counter = of?.kind === 'vector' ? query.analysis.facts.get(of)?.counter : undefined;
        if (read === undefined || counter === undefined) continue;
        const message = `${read.call.func}() of the raw buckets ${counter} is over all events since the process started.`;
        yield findingAt(quantileSinceStart, query, read.of.span, message, {
          fix: `take what came in a window: rate(${counter}[5m])`,
        });
      }
    }
  },
};
