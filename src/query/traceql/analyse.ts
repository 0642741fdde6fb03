import { analyseAggregates } from './analyse-aggregates.ts';
import { analyseComparisons } from './analyse-comparisons.ts';
import { analyseLogic } from './analyse-logic.ts';
import { analyseNames } from './analyse-names.ts';
import { checkTraceql } from './check.ts';
import { parseTraceql } from './parse.ts';
import type { TraceqlProblem } from './problem.ts';
import type { TraceCatalogue } from './shape.ts';
import type { Query } from './tree.ts';

export interface AnalyseOptions {
  /** What the estate's spans carry; left out, names are not checked. */
  readonly catalogue?: TraceCatalogue;
  /** What the query is asked for; left out, either will do. */
  readonly wanted?: 'traces' | 'series' | undefined;
  /** Grafana's `$variables` may stand for values. @default false */
  readonly grafana?: boolean;
}

/** Everything wrong with a TraceQL text: what Tempo refuses, what fails when it runs, and what cannot be meant. */
export function analyseTraceql(
  text: string,
  { catalogue, wanted, grafana = false }: AnalyseOptions = {},
): readonly TraceqlProblem[] {
  const { query, problems } = parseTraceql(text, { grafana });
  if (!query) return problems;
  const refused = [...checkTraceql(query), ...analyseUse(query, wanted)];
  return [
    ...refused,
    ...analyseNames(query, catalogue),
    ...analyseComparisons(query, catalogue),
    ...analyseAggregates(query, catalogue),
    ...analyseLogic(query, text),
  ];
}

function analyseUse({ metrics, span }: Query, wanted: AnalyseOptions['wanted']): TraceqlProblem[] {
  if (wanted === 'traces' && metrics) {
    const message = 'The query gives series, and traces are wanted.';
    return [
      {
        code: 'traceql/series-for-traces',
        message,
        span: metrics.first.span,
        fix: 'take off the metrics function, or use panel.timeseries',
      },
    ];
  }
  if (wanted !== 'series' || metrics) return [];
  const message = 'The query finds traces, and series are wanted.';
  return [
    { code: 'traceql/traces-for-series', message, span, fix: 'add | rate() or another metrics function, or use panel.traces' },
  ];
}
