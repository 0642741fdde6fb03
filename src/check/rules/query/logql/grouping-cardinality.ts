import { meantStreams } from '../../../../query/logql/analyse.ts';
import { everyPart, selectorsOf } from '../../../../query/logql/selectors.ts';
import { fieldKind } from './fields.ts';
import { logqlRule } from './logql-use.ts';

const IDS: ReadonlySet<string> = new Set(['trace_id', 'span_id', 'traceID', 'spanID', 'request_id', 'session_id', 'user_id']);

export const groupingCardinality = logqlRule(
  {
    code: 'logql/grouping-cardinality',
    severity: 'warning',
    why: 'Each value becomes a series: Loki refuses an answer of more than 500 series (max_query_series), and an alert fires once for each.',
    bad: 'logql`sum by (traceId) (count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
    good: 'logql`sum by (level) (count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
  },
  function* (expr, { streams }) {
    for (const part of everyPart(expr)) {
      const grouping = part.kind === 'aggregation' || part.kind === 'range' ? part.grouping : undefined;
      if (grouping?.op !== 'by') continue;
      const meant = selectorsOf(part).flatMap((logs) => meantStreams(logs, streams));
      for (const label of grouping.labels) {
        const kind = fieldKind(label, meant);
        if (kind !== 'trace-id' && kind !== 'number' && !IDS.has(label)) continue;
        const message = `by (${label}) makes a series of each ${kind === 'number' ? 'number' : 'id'}.`;
        yield { message, span: grouping.span, fix: `leave ${label} out, or find the lines in a logs panel` };
      }
    }
  },
);
