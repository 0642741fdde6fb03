import { LOKI_CHANGES } from '../../../../model/versions/loki.ts';
import { everyPart } from '../../../../query/logql/selectors.ts';
import type { Expr, LineFilter, Span } from '../../../../query/logql/tree.ts';
import type { Explanation, Rule } from '../../../rule.ts';
import { type Used, whereLacking } from '../lacking-version.ts';
import { diagnoseLogql } from './logql-use.ts';

const SERVERS = ["loki({ version: '2.9' });", "alertmanager({ version: '0.34' });"];

const of: Explanation = {
  code: 'logql/not-in-version',
  severity: 'error',
  why: 'An environment runs a Loki that does not know this yet, or no more; it refuses the query.',
  bad: [...SERVERS, 'logql`sum(count_over_time(${accessLogs} |> "<_> failed" [5m])) > 100`;'].join('\n'),
  good: [...SERVERS, 'logql`sum(count_over_time(${accessLogs} |~ ".* failed" [5m])) > 100`;'].join('\n'),
};

/** Queries of alerts and panels that the Loki of some environment refuses for its version. */
export const logqlNotInVersion: Rule = {
  ...of,
  about: 'query',
  *run({ derived: { estate }, logql }) {
    for (const use of logql) {
      for (const { span, ...used } of use.parsed.expr ? usedIn(use.parsed.expr) : []) {
        const lacking = whereLacking('loki', used, estate.environments);
        if (lacking) yield diagnoseLogql(of, { ...lacking, span }, use);
      }
    }
  },
};

type UsedAt = Used & { readonly span: Span };

function usedIn(expr: Expr): UsedAt[] {
  return everyPart(expr).flatMap((part): UsedAt[] => {
    const { span } = part;
    if (part.kind === 'variants')
      return [{ what: 'variants', change: LOKI_CHANGES.noVariants, is: 'gone', instead: 'write a query for each', span }];
    if (part.kind === 'aggregation' && part.op === 'approx_topk')
      return [{ what: 'approx_topk', change: LOKI_CHANGES.approxTopk, is: 'came', instead: 'write topk', span }];
    return part.kind === 'logs' ? part.stages.flatMap((stage) => (stage.kind === 'line-filter' ? usedBy(stage) : [])) : [];
  });
}

function usedBy({ op, span, values }: LineFilter): UsedAt[] {
  if (op === '|>' || op === '!>') {
    const instead = `write ${op === '|>' ? '|~' : '!~'} and a regular expression`;
    return [{ what: `The pattern filter ${op}`, change: LOKI_CHANGES.patternFilter, is: 'came', instead, span }];
  }
  if (values.length < 2) return [];
  const instead = op.startsWith('|') ? 'write |~ "a|b"' : 'write a filter for each';
  return [{ what: '`or` in a line filter', change: LOKI_CHANGES.lineOr, is: 'came', instead, span }];
}
