import { everyPart } from '../../../../query/logql/selectors.ts';
import { logqlRule } from './logql-use.ts';

const OVER_STEPS: ReadonlySet<string> = new Set(['rate', 'count_over_time', 'bytes_rate', 'bytes_over_time']);

export const fixedWindow = logqlRule(
  {
    code: 'logql/fixed-window',
    severity: 'info',
    why: 'Zoomed out, a step of the panel is longer than the window and the lines between are not counted; zoomed in, they are counted twice.',
    bad: "panel.timeseries({ title: 'Panics', show: logql`sum(count_over_time(${accessLogs} |= \"panic\" [5m]))`, unit: 'short' });",
    good: "panel.timeseries({ title: 'Panics', show: logql`sum(count_over_time(${accessLogs} |= \"panic\" [$__auto]))`, unit: 'short' });",
  },
  function* (expr, { shown }) {
    if (shown?.format !== 'time-series' || shown.instant) return;
    for (const part of everyPart(expr)) {
      if (part.kind !== 'range' || !OVER_STEPS.has(part.op) || part.range.includes('$')) continue;
      yield {
        message: `${part.op} looks back ${part.range}, whatever the step of the panel.`,
        span: part.span,
        fix: 'write [$__auto]',
      };
    }
  },
);
