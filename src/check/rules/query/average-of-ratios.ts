import type { Expr } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { headText, mergesSeries } from './lost-label.ts';
import {
  bare,
  findingAt,
  isBetweenVectors,
  partsOf,
  type RecordedExpressions,
  recordedExpressions,
  writtenQueries,
} from './parts.ts';
import { valueParts } from './value-parts.ts';

const RATES = new Set(['rate', 'irate', 'increase']);

export const averageOfRatios: Rule = {
  code: 'promql/average-of-ratios',
  severity: 'warning',
  about: 'query',
  why: 'In a mean of ratios an instance with one request counts as much as one with a million: a single failure on the idle one looks like an outage, and the outage of the busy one like a blip.',
  bad: "promql`avg(sum by (route) (rate(${requests.where({ code: '5xx' })}[5m])) / sum by (route) (rate(${requests}[5m]))) > ${'5%'}`;",
  good: "promql`sum(rate(${requests.where({ code: '5xx' })}[5m])) / sum(rate(${requests}[5m])) > ${'5%'}`;",
  *run(input) {
    const recorded = recordedExpressions(input.derived);
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        if (part.kind !== 'aggregation' || (part.op !== 'avg' && part.op !== 'sum')) continue;
        if (!mergesSeries(part, query.analysis.facts)) continue;
        const ratio = ratioIn(part.expr, recorded);
        if (ratio === undefined) continue;
        const message = `${headText(part)} is taken of ${ratio}: each counts the same, however many events are behind it.`;
        yield findingAt(averageOfRatios, query, part.span, message, {
          fix: 'add up first, then divide: sum(rate(a[5m])) / sum(rate(b[5m]))',
        });
      }
    }
  },
};

function ratioIn(of: Expr, recorded: RecordedExpressions): string | undefined {
  const expr = bare(of);
  if (isRatioOfRates(expr)) return 'ratios';
  const rule = expr.kind === 'vector' ? recorded.get(expr.name ?? '') : undefined;
  return rule && isRatioOfRates(bare(rule)) ? `the recorded ratio ${expr.kind === 'vector' ? expr.name : ''}` : undefined;
}

/** Of what is counted on both sides; a share of a fixed size, as of a disk, may be averaged, and shares of one whole added up. */
function isRatioOfRates(expr: Expr): boolean {
  if (expr.kind !== 'binary' || expr.op !== '/' || expr.matching?.group) return false;
  return isBetweenVectors(expr) && [expr.left, expr.right].every(hasRate);
}

function hasRate(expr: Expr): boolean {
  return valueParts(expr).some((part) => part.kind === 'call' && RATES.has(part.func));
}
