import { logqlRule } from './logql-use.ts';

/** Panels of lines show lines, the others numbers. */
const SHOWS_LINES: ReadonlySet<string> = new Set(['logs']);

export const metricInLogsPanel = logqlRule(
  {
    code: 'logql/metric-in-logs-panel',
    severity: 'error',
    why: 'A logs panel shows lines; a query of numbers leaves it empty.',
    bad: 'panel.logs({ title: \'Panics\', show: logql`count_over_time(${accessLogs} |= "panic" [5m])` });',
    good: 'panel.logs({ title: \'Panics\', show: logql`${accessLogs} |= "panic"` });',
  },
  function* (expr, { shown }) {
    if (!shown || !SHOWS_LINES.has(shown.format) || expr.kind === 'logs') return;
    yield {
      message: 'The panel shows lines, and the query gives numbers.',
      span: expr.span,
      fix: 'leave the function and its range out',
    };
  },
);

export const linesInPanel = logqlRule(
  {
    code: 'logql/lines-in-panel',
    severity: 'error',
    why: 'A panel of numbers has nothing to draw of lines.',
    bad: "panel.timeseries({ title: 'Panics', show: logql`${accessLogs} |= \"panic\"`, unit: 'short' });",
    good: "panel.timeseries({ title: 'Panics', show: logql`sum(count_over_time(${accessLogs} |= \"panic\" [$__auto]))`, unit: 'short' });",
  },
  function* (expr, { shown }) {
    if (!shown || (shown.format !== 'time-series' && shown.format !== 'heatmap') || expr.kind !== 'logs') return;
    yield {
      message: 'The panel shows numbers, and the query gives lines.',
      span: expr.span,
      fix: 'write sum(count_over_time(… [$__auto]))',
    };
  },
);
