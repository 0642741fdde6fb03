import type { AnyLogs, LogExpr, LogSelection } from '../authored/log.ts';
import { authoredSli } from './authored-sli.ts';
import type { AuthoredSli, SliKind } from './kind.ts';

/** Lines of logs: a stream, some of it, or a query that filters lines. */
type Lines = AnyLogs | LogSelection | LogExpr;

export interface FromLogsOptions {
  /** A line for each event that counts. */
  readonly total: Lines;
  /** A line for each that was bad. */
  readonly bad: Lines;
  /** Keep the objective apart for each value of these labels of the lines. @default []: one objective for all */
  readonly groupBy?: readonly string[];
}

/**
 * Events told by lines of logs, for what no counter counts. Compiles to Loki recordings `slo:sli_total:lines1m` and `slo:sli_bad:lines1m`, which
 * the ruler writes to Prometheus (it must accept remote writes) a minute late, so that late lines still count; the SLO reads them there.
 */
export function fromLogs(options: FromLogsOptions): AuthoredSli {
  return authoredSli('from-logs', options, fromLogs);
}

const TOTAL = 'slo:sli_total:lines1m';
const BAD = 'slo:sli_bad:lines1m';
/** How long a minute waits for its last lines. */
const LATE = '1m';
/** By then what Loki recorded has been written to Prometheus. */
const WRITTEN = '30s';

export const fromLogsKind: SliKind<FromLogsOptions> = {
  type: 'from-logs',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: () => undefined,
  problems: ({ total, bad }) => (total === bad ? [SAME_LINES] : []),
  recorded: ({ total, bad, groupBy = [] }, context, site) => {
    const by = groupBy.length === 0 ? '' : ` by (${groupBy.join(', ')})`;
    const lines = (of: Lines) => {
      const query = context.logql(of, site);
      return { ...query, text: `sum${by} (count_over_time(${query.text} [1m] offset ${LATE}))` };
    };
    return {
      everyMs: 60_000,
      rules: [
        { record: TOTAL, query: lines(total) },
        { record: BAD, query: lines(bad) },
      ],
    };
  },
  series: ({ groupBy = [] }, { text }, _context, _site, where) => {
    const by = groupBy.length === 0 ? 'sum' : `sum by (${groupBy.join(', ')})`;
    const countOf = (record: string) => `${by} (sum_over_time(${record}${where}[${text}] offset ${WRITTEN}))`;
    return { total: countOf(TOTAL), bad: countOf(BAD) };
  },
  samples: ({ groupBy = [] }, _context, _site, where) => {
    const groups = groupBy.map((label) => `${label}="sample",`).join('');
    const series = (record: string) => `${record}{${groups}${where.slice(1)}`;
    return [
      { series: series(TOTAL), perGood: 1, perBad: 1, each: true },
      { series: series(BAD), perGood: 0, perBad: 1, each: true },
    ];
  },
};

const SAME_LINES = {
  code: 'slo/total-equals-part',
  message: 'Every event would be bad: `total` and `bad` are the same lines.',
  fix: "choose a part of them: appLogs.where({ level: 'error' })",
};
