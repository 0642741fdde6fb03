import { printDuration } from '../../../kernel/duration.ts';
import type { Environment } from '../../../model/environment.ts';
import type { Expr, Range, TimeShift } from '../../../query/promql/tree.ts';
import { childrenOf } from '../../../query/promql/visit.ts';
import type { Rule } from '../../rule.ts';
import { findingAt, writtenQueries } from './parts.ts';

export const exceedsRetention: Rule = {
  code: 'promql/exceeds-retention',
  severity: 'error',
  about: 'query',
  why: 'What is older than the retention is gone: a comparison with last month has no other side and is empty, and a window that reaches further back answers for what is left of it, without saying so.',
  bad: 'promql`sum(rate(${requests}[5m])) < 0.5 * sum(rate(${requests}[5m] offset 52w))`',
  good: 'promql`sum(rate(${requests}[5m])) < 0.5 * sum(rate(${requests}[5m] offset 1w))`',
  *run(input) {
    const environment = shortest(input.derived.estate.environments);
    const retentionMs = environment?.servers.prometheus?.retentionMs;
    if (!environment || retentionMs === undefined) return;
    for (const query of writtenQueries(input)) {
      const backMs = lookBack(query.expr);
      if (backMs <= retentionMs) continue;
      const message = `It looks back ${printDuration(backMs)}, but ${environment.name} keeps ${printDuration(retentionMs)}.`;
      yield findingAt(exceedsRetention, query, query.expr.span, message, {
        fix: `look back less far, or set retention: '${printDuration(backMs)}' or more in ${environment.name}`,
        related: [{ at: environment.address, message: 'the server is here', origin: environment.origin }],
      });
    }
  },
};

function shortest(environments: readonly Environment[]): Environment | undefined {
  const kept = ({ servers }: Environment) => servers.prometheus?.retentionMs ?? Number.POSITIVE_INFINITY;
  return environments.filter(({ servers }) => servers.prometheus).sort((a, b) => kept(a) - kept(b))[0];
}

/** How long before the evaluation the oldest sample lies, in milliseconds; a window a dashboard fills in counts as none. */
function lookBack(expr: Expr): number {
  if (expr.kind === 'vector') return shiftOf(expr);
  if (expr.kind === 'matrix') return shiftOf(expr.selector) + lengthOf(expr.range);
  const inner = Math.max(0, ...childrenOf(expr).map(lookBack));
  return expr.kind === 'subquery' ? inner + shiftOf(expr) + lengthOf(expr.range) : inner;
}

function shiftOf({ offset, at }: TimeShift): number {
  return at === undefined ? Math.max(0, offset ?? 0) : 0;
}

function lengthOf(range: Range): number {
  return 'ms' in range ? range.ms : 0;
}
