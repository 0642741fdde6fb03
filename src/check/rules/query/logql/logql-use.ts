import type { Site } from '../../../../authored/context.ts';
import type { Diagnostic } from '../../../../kernel/diagnostic.ts';
import { remembered } from '../../../../kernel/remembered.ts';
import type { PanelQuery } from '../../../../model/dashboard.ts';
import type { Derived } from '../../../../model/derived.ts';
import type { LogqlQuery, Query } from '../../../../model/query.ts';
import type { LogStream } from '../../../../model/telemetry.ts';
import { meantStreams } from '../../../../query/logql/analyse.ts';
import { type ParsedLogql, parseLogql } from '../../../../query/logql/parse.ts';
import type { LogqlProblem } from '../../../../query/logql/problem.ts';
import { selectorsOf } from '../../../../query/logql/selectors.ts';
import type { Expr, LogExpr } from '../../../../query/logql/tree.ts';
import { everyPanel } from '../../../every-panel.ts';
import type { Explanation, Rule } from '../../../rule.ts';

/** A LogQL query and where it is used. */
export interface LogqlUse {
  readonly query: LogqlQuery;
  readonly site: Site;
  readonly parsed: ParsedLogql;
  readonly streams: readonly LogStream[];
  /** The panel's query; undefined of an alert. */
  readonly shown: PanelQuery | undefined;
}

/** Every LogQL query of alerts and panels. In a rule nobody fills in Grafana's variables. */
export const logqlUses = remembered((derived: Derived): readonly LogqlUse[] => {
  const { alerts, estate } = derived;
  const use = (query: Query, site: Site, shown?: PanelQuery): LogqlUse[] => {
    if (query.engine !== 'loki') return [];
    const parsed = parseLogql(query.text, { grafana: shown !== undefined });
    return [{ query, site, parsed, streams: estate.logStreams, shown }];
  };
  return [
    ...alerts.flatMap(({ query, address, origin }) => use(query, { at: address, origin })),
    ...everyPanel(derived).flatMap(({ panel, dashboard }) =>
      panel.queries.flatMap((shown) => use(shown.query, { at: dashboard.address, origin: panel.origin }, shown)),
    ),
  ];
});

/** A problem of a query as a diagnostic of the definition that holds it. */
export function diagnoseLogql(of: Explanation, found: Finding, { query, site }: LogqlUse): Diagnostic {
  const { message, span, fix } = found;
  return {
    code: of.code,
    severity: of.severity,
    at: site.at,
    message,
    origin: site.origin,
    excerpt: { text: query.text, from: span.from, to: span.to },
    ...(fix === undefined ? {} : { fix }),
  };
}

export type Finding = Omit<LogqlProblem, 'code'>;

/** A rule about each query that Loki takes. */
export function logqlRule(of: Explanation, find: (expr: Expr, use: LogqlUse) => Iterable<Finding>): Rule {
  return {
    ...of,
    about: 'query',
    *run({ derived }) {
      for (const use of logqlUses(derived)) {
        for (const found of use.parsed.expr ? find(use.parsed.expr, use) : []) yield diagnoseLogql(of, found, use);
      }
    },
  };
}

/** A rule about each selector with its pipeline, and the streams it means. */
export function pipelineRule(
  of: Explanation,
  find: (logs: LogExpr, streams: readonly LogStream[], use: LogqlUse) => Iterable<Finding>,
): Rule {
  return logqlRule(of, function* (expr, use) {
    for (const logs of selectorsOf(expr)) yield* find(logs, meantStreams(logs, use.streams), use);
  });
}
