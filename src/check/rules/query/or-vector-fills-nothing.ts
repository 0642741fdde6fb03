import { mustHave } from '../../../query/promql/labels.ts';
import type { Expr } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { bare, findingAt, partsOf, writtenQueries } from './parts.ts';

export const orVectorFillsNothing: Rule = {
  code: 'promql/or-vector-fills-nothing',
  severity: 'warning',
  about: 'query',
  why: '`or vector(0)` fills in for series without labels. Beside series that have some it adds one more, without any, each time: a line at 0 on the panel, and in a sum or a division the gap it was to fill is still there.',
  bad: 'promql`(sum by (route) (rate(${requests}[5m])) or vector(0)) > 100`;',
  good: 'promql`(sum(rate(${requests}[5m])) or vector(0)) > 100`;',
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        if (part.kind !== 'binary' || part.op !== 'or' || part.matching?.on || !isVector(part.right)) continue;
        const left = query.analysis.facts.get(part.left)?.labels;
        const label = left && [...left.exact].sort().find((name) => mustHave(left, name));
        if (label === undefined) continue;
        const message = `or vector(…) is always added: it has no labels, and the series to its left have ${label}.`;
        yield findingAt(orVectorFillsNothing, query, part.right.span, message, {
          fix: 'aggregate the labels away first, or write or on () vector(0) to fill in only where there is nothing at all',
        });
      }
    }
  },
};

function isVector(expr: Expr): boolean {
  const inner = bare(expr);
  return inner.kind === 'call' && inner.func === 'vector';
}
