import type { Facts } from '../../../query/promql/facts.ts';
import type { Expr } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { bare, findingAt, partsOf, writtenQueries } from './parts.ts';

export const alwaysEmpty: Rule = {
  code: 'promql/always-empty',
  severity: 'error',
  about: 'query',
  why: 'A comparison that no possible value meets answers nothing, like one that is simply not met: the alert looks healthy and can never fire. count() of nothing is nothing, not 0.',
  bad: 'promql`count(up{job="checkout"}) == 0`;',
  good: [
    'alert({',
    "  service: checkout, name: 'NoCheckout', severity: 'warning', summary: 'No checkout is running.', runbook: { impact: 'No sales.' },",
    '  when: promql`absent(up{job="checkout"})`,',
    "  for: '5m',",
    '});',
  ].join('\n'),
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        const facts = query.analysis.facts.get(part);
        if (facts?.empty !== 'always' || facts.because?.node !== part || isToldOtherwise(part, query)) continue;
        const so = query.alert && query.analysis.facts.get(query.expr)?.empty === 'always' ? ', so the alert never fires' : '';
        const message = `This never answers anything: ${facts.because.why}${so}.`;
        yield findingAt(alwaysEmpty, query, part.span, message, { fix: fixOf(part, query.analysis.facts) });
      }
    }
  },
};

/** A join without partners, a wrong label or unit has a finding of its own, which says more. */
function isToldOtherwise({ kind, span }: Expr, { analysis }: AnalysedQuery): boolean {
  return kind === 'vector' || kind === 'matrix' || analysis.problems.some(({ from, to }) => from >= span.from && to <= span.to);
}

function fixOf(part: Expr, facts: ReadonlyMap<Expr, Facts>): string {
  if (part.kind === 'binary' && [part.left, part.right].some(isCount))
    return 'ask for absence: absent(…), or (count(…) or vector(0)) == 0';
  if (part.kind === 'binary' && part.op !== 'unless' && facts.get(part.left)?.unit === 'ratio')
    return 'a ratio goes from 0 to 1: write 0.85 for 85%';
  return 'correct it, or leave it out';
}

function isCount(side: Expr): boolean {
  const expr = bare(side);
  return (expr.kind === 'aggregation' && expr.op === 'count') || (expr.kind === 'call' && expr.func === 'count_over_time');
}
