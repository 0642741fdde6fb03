import type { Rule } from '../../rule.ts';
import { findingAt, partsOf } from '../query/parts.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const instantRate: Rule = {
  code: 'alert/instant-rate',
  severity: 'warning',
  about: 'alert',
  why: 'irate looks at the last two samples only. One quiet scrape ends the alert and starts its `for` anew; one busy scrape pages. It is made for looking at a graph closely.',
  bad: 'promql`sum(irate(${errors}[5m])) > 1`;',
  good: 'promql`sum(rate(${errors}[5m])) > 1`;',
  *run(input) {
    for (const query of writtenAlertQueries(input)) {
      for (const part of partsOf(query.expr)) {
        if (part.kind !== 'call' || part.func !== 'irate') continue;
        const message = 'irate() compares the last two samples, so the alert flaps with every scrape.';
        yield findingAt(instantRate, query, part.span, message, { fix: 'write rate(…)' });
      }
    }
  },
};
