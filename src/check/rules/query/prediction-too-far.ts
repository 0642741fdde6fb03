import { printDuration } from '../../../kernel/duration.ts';
import type { Rule } from '../../rule.ts';
import { bare, findingAt, numberOf, partsOf, writtenQueries } from './parts.ts';

/** Widely used alerts on disks look from one hour at a day. */
const FURTHEST = 24;

export const predictionTooFar: Rule = {
  code: 'promql/prediction-too-far',
  severity: 'warning',
  about: 'query',
  why: 'predict_linear draws a straight line through its window. Over many times that window a short burst, a clean-up or a backup becomes a forecast of disaster, and pages for a disk that is fine.',
  bad: 'promql`predict_linear(${usage}[30m], 4 * 24 * 3600) > 1`;',
  good: 'promql`predict_linear(${usage}[1d], 4 * 24 * 3600) > 1`;',
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        if (part.kind !== 'call' || part.func !== 'predict_linear' || !part.args[0] || !part.args[1]) continue;
        const range = bare(part.args[0]);
        const aheadMs = (numberOf(part.args[1]) ?? 0) * 1000;
        if ((range.kind !== 'matrix' && range.kind !== 'subquery') || !('ms' in range.range)) continue;
        if (aheadMs <= FURTHEST * range.range.ms) continue;
        const times = Math.round(aheadMs / range.range.ms);
        const message = `${printDuration(range.range.ms)} of samples are drawn out over ${printDuration(aheadMs)}, ${times} times as long.`;
        const least = printDuration(Math.ceil(aheadMs / 6 / 3_600_000) * 3_600_000);
        yield findingAt(predictionTooFar, query, part.span, message, {
          fix: `look back longer, [${least}] or more, or ask for less ahead`,
        });
      }
    }
  },
};
