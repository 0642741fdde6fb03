import type { Site } from '../authored/context.ts';
import type { PanelQuery } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import type { LogqlQuery, Query } from '../model/query.ts';
import type { LogStream } from '../model/telemetry.ts';
import { analyseLogql } from '../query/logql/analyse.ts';
import { type ParsedLogql, parseLogql } from '../query/logql/parse.ts';
import type { LogqlProblem } from '../query/logql/problem.ts';
import { everyPanel } from './every-panel.ts';

/** A LogQL query and where it is used. */
export interface LogqlUse {
  readonly query: LogqlQuery;
  readonly site: Site;
  readonly parsed: ParsedLogql;
  readonly streams: readonly LogStream[];
  /** The panel's query; undefined of an alert. */
  readonly shown: PanelQuery | undefined;
  /** What reading and analysing it found. */
  readonly problems: readonly LogqlProblem[];
}

/** Every LogQL query of alerts and panels. In a rule nobody fills in Grafana's variables. */
export function logqlUses({ alerts, estate, ...derived }: Derived): LogqlUse[] {
  const use = (query: Query, site: Site, shown?: PanelQuery): LogqlUse[] => {
    if (query.engine !== 'loki') return [];
    const parsed = parseLogql(query.text, { grafana: shown !== undefined });
    const streams = estate.logStreams;
    return [{ query, site, parsed, streams, shown, problems: problemsOf(parsed, streams, shown) }];
  };
  return [
    ...alerts.flatMap(({ query, address, origin }) => use(query, { at: address, origin })),
    ...everyPanel({ alerts, estate, ...derived }).flatMap(({ panel, dashboard }) =>
      panel.queries.flatMap((shown) => use(shown.query, { at: dashboard.address, origin: panel.origin }, shown)),
    ),
  ];
}

function problemsOf(
  { expr, problems }: ParsedLogql,
  streams: readonly LogStream[],
  shown: PanelQuery | undefined,
): readonly LogqlProblem[] {
  return expr ? [...problems, ...analyseLogql(expr, streams, { alert: shown === undefined })] : problems;
}
