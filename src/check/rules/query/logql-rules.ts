import type { Site } from '../../../authored/context.ts';
import { type Diagnostic, error } from '../../../kernel/diagnostic.ts';
import type { Derived } from '../../../model/derived.ts';
import type { LogqlQuery, Query } from '../../../model/query.ts';
import { analyseLogql } from '../../../query/logql/analyse.ts';
import { parseLogql } from '../../../query/logql/parse.ts';
import type { LogqlProblem } from '../../../query/logql/problem.ts';
import { everyPanel } from '../../every-panel.ts';
import type { CheckInput, Explanation, Rule } from '../../rule.ts';
import { logqlExplanations } from './logql-explanations.ts';

/** One rule for each code the reading and analysis of LogQL give. */
export const logqlRules: readonly Rule[] = logqlExplanations.map(
  (explanation): Rule => ({ ...explanation, about: 'query', run: (input) => problemsOf(explanation, input) }),
);

interface Use {
  readonly query: LogqlQuery;
  readonly site: Site;
  readonly alert: boolean;
}

function* problemsOf({ code }: Explanation, { derived }: CheckInput): Iterable<Diagnostic> {
  for (const use of usesIn(derived)) {
    for (const problem of analysed(use, derived)) if (problem.code === code) yield diagnose(problem, use);
  }
}

function analysed({ query, alert }: Use, { estate }: Derived): readonly LogqlProblem[] {
  const { expr, problems } = parseLogql(query.text);
  return expr ? [...problems, ...analyseLogql(expr, estate.logStreams, { alert })] : problems;
}

function diagnose({ code, message, span, fix }: LogqlProblem, { query, site }: Use): Diagnostic {
  return error(code, site.at, message, {
    origin: site.origin,
    excerpt: { text: query.text, from: span.from, to: span.to },
    ...(fix === undefined ? {} : { fix }),
  });
}

function usesIn(derived: Derived): Use[] {
  const alerts = derived.alerts.map(({ query, address, origin }) => ({ query, site: { at: address, origin }, alert: true }));
  const panels = everyPanel(derived).flatMap(({ panel, dashboard }) =>
    panel.queries.map(({ query }) => ({ query, site: { at: dashboard.address, origin: panel.origin }, alert: false })),
  );
  return [...alerts, ...panels].flatMap(({ query, ...use }) => (isLogql(query) ? [{ query, ...use }] : []));
}

function isLogql(query: Query): query is LogqlQuery {
  return query.engine === 'loki';
}
