import type { Binary, Expr } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { findingAt, isBetweenVectors, partsOf, thresholdOf, writtenQueries } from './parts.ts';
import { valueParts } from './value-parts.ts';

const INEXACT_CALL =
  /^(?:i?rate|increase|deriv|predict_linear|histogram_quantile|histogram_avg|quantile_over_time|stddev_over_time|double_exponential_smoothing)$/;
const MEAN = /^avg/;
/** They give whole numbers, or the steps they are told. */
const ROUNDING = /^(?:floor|ceil|round|sgn)$/;

export const floatEquality: Rule = {
  code: 'promql/float-equality',
  severity: 'warning',
  about: 'query',
  why: 'What is extrapolated, divided or averaged is a fraction that hits a given number by accident only: == never holds, != always does. increase() of a counter that went from 3 to 4 may be 1.07.',
  bad: 'promql`sum(increase(${errors}[1h])) == 1`;',
  good: 'promql`sum(increase(${errors}[1h])) > 0.5`;',
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        if (part.kind !== 'binary' || (part.op !== '==' && part.op !== '!=')) continue;
        const inexact = inexactOf(part);
        if (inexact === undefined) continue;
        const holds = part.op === '==' ? 'hardly ever equals' : 'nearly always differs from';
        yield findingAt(floatEquality, query, part.span, `The result of ${inexact} ${holds} what it is compared with.`, {
          fix: 'compare with > or <, or with a range: x > 0.9 and x < 1.1',
        });
      }
    }
  },
};

/** What makes the value a fraction. That nothing at all happened, and that all of it did, is exact. */
function inexactOf(expr: Binary): string | undefined {
  const threshold = thresholdOf(expr);
  if (threshold === undefined) return isBetweenVectors(expr) && nameOf(expr.right, 2) ? nameOf(expr.left, 2) : undefined;
  return threshold.value === 0 ? undefined : nameOf(threshold.of, threshold.value);
}

function nameOf(of: Expr, value: number): string | undefined {
  const whole = Number.isInteger(value);
  if (of.kind === 'call' && ROUNDING.test(of.func)) return undefined;
  for (const part of valueParts(of)) {
    if (part.kind === 'call' && (INEXACT_CALL.test(part.func) || (!whole && MEAN.test(part.func)))) return `${part.func}()`;
    if (part.kind === 'aggregation' && !whole && MEAN.test(part.op)) return part.op;
    if (part.kind === 'binary' && part.op === '/' && value !== 1) return 'a division';
  }
  return undefined;
}
