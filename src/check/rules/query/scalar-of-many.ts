import { mustHave } from '../../../query/promql/labels.ts';
import type { Rule } from '../../rule.ts';
import { findingAt, partsOf, writtenQueries } from './parts.ts';

export const scalarOfMany: Rule = {
  code: 'promql/scalar-of-many',
  severity: 'warning',
  about: 'query',
  why: 'scalar() of anything but exactly one series is NaN. The day a second instance starts, every comparison with it is false: the alert is silent and nothing says so.',
  bad: 'promql`max by (queue) (${queue}) > scalar(${memory}) / 1e6`;',
  good: 'promql`max by (queue) (${queue}) > scalar(max(${memory})) / 1e6`;',
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        const of = part.kind === 'call' && part.func === 'scalar' ? part.args[0] : undefined;
        const labels = of && query.analysis.facts.get(of)?.labels;
        const label = labels && [...labels.exact].sort().find((name) => mustHave(labels, name));
        if (of === undefined || label === undefined) continue;
        const message = `scalar() is taken of a series for each ${label}, and of more than one it is NaN.`;
        yield findingAt(scalarOfMany, query, of.span, message, { fix: 'aggregate to one first: scalar(max(…)), scalar(sum(…))' });
      }
    }
  },
};
