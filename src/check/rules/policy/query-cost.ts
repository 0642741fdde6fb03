import type { Rule } from '../../rule.ts';
import { findingAt, writtenQueries } from '../query/parts.ts';

export const queryCost: Rule = {
  code: 'policy/query-cost',
  severity: 'error',
  about: 'query',
  why: 'A rule is evaluated every half minute for ever. One that touches more samples than your house rules allow slows down every other rule of the server, and is the first to time out in an incident, when there are more series than ever.',
  bad: `const houseRules = policy({ queries: { samples: 100_000 } });
const busy = alert({
  service: checkout,
  name: 'BusyMonth',
  severity: 'info',
  when: promql\`sum(rate(\${requests}[30d])) > 100\`,
  summary: 'This month is busy.',
});`,
  good: `const houseRules = policy({ queries: { samples: 100_000 } });
const busy = alert({
  service: checkout,
  name: 'BusyHour',
  severity: 'info',
  when: promql\`sum(rate(\${requests}[1h])) > 100\`,
  summary: 'This hour is busy.',
});`,
  *run(input) {
    const most = Math.min(...input.derived.estate.policies.map(({ samplesPerEvaluation }) => samplesPerEvaluation));
    for (const query of most === Number.POSITIVE_INFINITY ? [] : writtenQueries(input)) {
      const { samples } = query.analysis;
      if (query.panel || samples <= most || samples === Number.POSITIVE_INFINITY) continue;
      const message = `Each evaluation touches up to ${Math.ceil(samples)} samples; the policy allows ${most}.`;
      yield findingAt(queryCost, query, query.expr.span, message, {
        fix: 'look back less far, select fewer series, or record the inner part and read that',
      });
    }
  },
};
