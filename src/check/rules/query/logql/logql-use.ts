import type { Diagnostic } from '../../../../kernel/diagnostic.ts';
import type { LogStream } from '../../../../model/telemetry.ts';
import { meantStreams } from '../../../../query/logql/analyse.ts';
import type { LogqlProblem } from '../../../../query/logql/problem.ts';
import { selectorsOf } from '../../../../query/logql/selectors.ts';
import type { Expr, LogExpr } from '../../../../query/logql/tree.ts';
import type { LogqlUse } from '../../../logql-uses.ts';
import type { Explanation, Rule } from '../../../rule.ts';

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
    *run({ logql }) {
      for (const use of logql) {
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
