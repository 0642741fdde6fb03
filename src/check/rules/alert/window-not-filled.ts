import { printDuration } from '../../../kernel/duration.ts';
import type { Call, MatrixSelector } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import {
  bare,
  findingAt,
  partsOf,
  type RecordedExpressions,
  recordedExpressions,
  thresholdOf,
  writtenQueries,
} from '../query/parts.ts';
import { valueParts } from '../query/value-parts.ts';

/** They grow with the number of samples, so a window that is half full answers half. */
const ADD_UP = new Set(['sum_over_time', 'count_over_time']);
const BELOW = new Set(['<', '<=']);

export const windowNotFilled: Rule = {
  code: 'alert/window-not-filled',
  severity: 'warning',
  about: 'alert',
  why: 'A recording begins on the day it is deployed, and again on a new Prometheus. Until the window is full its sum is too low, so an alert on less than some number fires at once and goes on for as long as the window is.',
  bad: `recording({ service: checkout, name: 'checkout:http_requests:increase5m', expr: promql\`sum(increase(\${requests}[5m]))\` });
promql\`sum_over_time(checkout:http_requests:increase5m[1d]) < 1000\`;`,
  good: `recording({ service: checkout, name: 'checkout:http_requests:increase5m', expr: promql\`sum(increase(\${requests}[5m]))\` });
promql\`avg_over_time(checkout:http_requests:increase5m[1d]) < 4\`;`,
  *run(input) {
    const recorded = recordedExpressions(input.derived);
    for (const query of writtenQueries(input)) {
      for (const part of query.alert ? partsOf(query.expr) : []) {
        const threshold = thresholdOf(part);
        if (threshold === undefined || !BELOW.has(threshold.op)) continue;
        const sum = valueParts(threshold.of).find((one): one is Call => one.kind === 'call' && ADD_UP.has(one.func));
        const range = sum && recordedRange(sum, recorded);
        if (!range || !('ms' in range.range) || range.range.ms <= (query.alert?.forMs ?? 0)) continue;
        const window = printDuration(range.range.ms);
        const message = `The window of ${window} fills only ${window} after ${range.selector.name} is first recorded, and until then this is too low.`;
        yield findingAt(windowNotFilled, query, sum.span, message, {
          fix: 'compare a mean, which half a window gives too: avg_over_time(…)',
        });
      }
    }
  },
};

function recordedRange({ args }: Call, recorded: RecordedExpressions): MatrixSelector | undefined {
  const range = args.map(bare).find((arg) => arg.kind === 'matrix');
  return range?.kind === 'matrix' && recorded.has(range.selector.name ?? '') ? range : undefined;
}
