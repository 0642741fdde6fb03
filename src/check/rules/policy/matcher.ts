import { selectorsOf } from '../../../query/promql/visit.ts';
import type { Rule } from '../../rule.ts';
import { findingAt, writtenQueries } from '../query/parts.ts';

export const matcher: Rule = {
  code: 'policy/matcher',
  severity: 'error',
  about: 'query',
  why: 'Your house rules ask every selector for the label: a query that leaves it out mixes the series of all clusters or tenants, and reads as many times more.',
  bad: `const houseRules = policy({ queries: { match: ['job'] } });
const down = alert({
  service: checkout,
  name: 'CheckoutDown',
  severity: 'critical',
  when: promql\`up == 0\`,
  summary: 'The checkout does not answer.',
});`,
  good: `const houseRules = policy({ queries: { match: ['job'] } });
const down = alert({
  service: checkout,
  name: 'CheckoutDown',
  severity: 'critical',
  when: promql\`up{job="checkout"} == 0\`,
  summary: 'The checkout does not answer.',
});`,
  *run(input) {
    const wanted = input.derived.estate.policies.flatMap(({ matchedLabels }) => matchedLabels);
    for (const query of wanted.length === 0 ? [] : writtenQueries(input)) {
      for (const { matchers, name, span } of selectorsOf(query.expr)) {
        const without = wanted.find((label) => !matchers.some((one) => one.label === label));
        if (without === undefined) continue;
        const message = `${name ?? 'The selector'} is selected without ${without}.`;
        yield findingAt(matcher, query, span, message, { fix: `write ${name ?? ''}{${without}="…"}` });
      }
    }
  },
};
