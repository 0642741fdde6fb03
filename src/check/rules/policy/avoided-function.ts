import type { Rule } from '../../rule.ts';
import { findingAt, partsOf, writtenQueries } from '../query/parts.ts';

export const avoidedFunction: Rule = {
  code: 'policy/avoided-function',
  severity: 'error',
  about: 'query',
  why: 'Your house rules do without the function: what it answers has misled before, or costs the server more than it tells.',
  bad: `const houseRules = policy({ queries: { avoid: ['count_values'] } });
const versions = alert({
  service: checkout,
  name: 'OddDepth',
  severity: 'info',
  when: promql\`count(count_values("depth", \${queue})) > 10\`,
  summary: 'The queues hold many different numbers of messages.',
});`,
  good: `const houseRules = policy({ queries: { avoid: ['count_values'] } });
const versions = alert({
  service: checkout,
  name: 'OddDepth',
  severity: 'info',
  when: promql\`stddev(\${queue}) > 10\`,
  summary: 'The queues hold very different numbers of messages.',
});`,
  *run(input) {
    const avoided = new Set(input.derived.estate.policies.flatMap(({ avoidedFunctions }) => avoidedFunctions));
    for (const query of avoided.size === 0 ? [] : writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        const used = part.kind === 'call' ? part.func : part.kind === 'aggregation' ? part.op : undefined;
        if (used === undefined || !avoided.has(used)) continue;
        yield findingAt(avoidedFunction, query, part.span, `${used} is used, which a policy rules out.`, {
          fix: 'ask in another way, or suppress this with the reason',
        });
      }
    }
  },
};
