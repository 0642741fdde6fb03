import type { EngineName } from '../../model/query.ts';
import { parseLogql } from '../../query/logql/parse.ts';
import { parsePromql } from '../../query/promql/parse.ts';
import { checkTraceql } from '../../query/traceql/check.ts';
import { parseTraceql } from '../../query/traceql/parse.ts';

/** One thing that is wrong with a query; offsets into its text, `to` exclusive. */
export interface QueryProblem {
  readonly code: string;
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly fix?: string;
}

/** What the answer to a query is like. */
export type QueryResult = 'numbers' | 'lines' | 'traces';

export interface CheckedQuery {
  readonly problems: readonly QueryProblem[];
  readonly result: QueryResult;
}

/** A language queries are written in: who answers, and our own reading of it. */
export interface Language {
  readonly engine: EngineName;
  check(text: string): CheckedQuery;
}

export const LANGUAGES = {
  promql: { engine: 'prometheus', check: checkPromql },
  logql: { engine: 'loki', check: checkLogql },
  traceql: { engine: 'tempo', check: checkTraces },
} as const satisfies Record<string, Language>;
export type LanguageName = keyof typeof LANGUAGES;

function checkPromql(text: string): CheckedQuery {
  const { problems } = parsePromql(text);
  return { problems: problems.filter(({ severity }) => severity !== 'warning'), result: 'numbers' };
}

function checkLogql(text: string): CheckedQuery {
  const { expr, problems } = parseLogql(text, { grafana: false });
  const result = expr === undefined || expr.kind === 'logs' ? 'lines' : 'numbers';
  return { problems: problems.map(({ span, ...rest }) => ({ ...rest, from: span.from, to: span.to })), result };
}

function checkTraces(text: string): CheckedQuery {
  const { query, problems } = parseTraceql(text);
  const all = [...problems, ...(query ? checkTraceql(query) : [])].filter(({ severity }) => severity !== 'warning');
  const result = query?.metrics ? 'numbers' : 'traces';
  return { problems: all.map(({ code, message, span, fix }) => ({ code, message, ...span, ...(fix === undefined ? {} : { fix }) })), result };
}
