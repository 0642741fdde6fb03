import type { Diagnostic } from '../../../kernel/diagnostic.ts';
import type { TraceqlProblem } from '../../../query/traceql/problem.ts';
import { finding } from '../../finding.ts';
import type { CheckInput, Explanation, Rule } from '../../rule.ts';
import type { TraceqlUse } from '../../traceql-uses.ts';
import { traceqlExplanations } from './traceql-explanations.ts';
import { traceqlNotInVersion } from './traceql-not-in-version.ts';

/** One rule for each code the reading and analysis of TraceQL give. */
export const traceqlRules: readonly Rule[] = [
  ...traceqlExplanations.map(
    (explanation): Rule => ({ ...explanation, about: 'query', run: (input) => problemsOf(explanation, input) }),
  ),
  traceqlNotInVersion,
];

function* problemsOf(rule: Explanation, { traceql }: CheckInput): Iterable<Diagnostic> {
  for (const use of traceql) {
    for (const problem of use.problems) if (problem.code === rule.code) yield diagnose(rule, problem, use);
  }
}

function diagnose(rule: Explanation, { message, span, fix, severity }: TraceqlProblem, { text, site }: TraceqlUse): Diagnostic {
  return finding(rule, { address: site.at, origin: site.origin }, message, {
    excerpt: { text, from: span.from, to: span.to },
    ...(severity === undefined ? {} : { severity }),
    ...(fix === undefined ? {} : { fix }),
  });
}
