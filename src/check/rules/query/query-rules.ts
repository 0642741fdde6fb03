import { problemAt } from '../../../define/query-context.ts';
import type { Diagnostic } from '../../../kernel/diagnostic.ts';
import { grouped } from '../../../kernel/grouped.ts';
import { remembered } from '../../../kernel/remembered.ts';
import type { CheckInput, Explanation, Rule } from '../../rule.ts';
import { tellLostJoin } from './lost-join.ts';
import { promqlExplanations } from './promql-explanations.ts';

/** One rule for each code the analysis of PromQL gives. */
export const queryRules: readonly Rule[] = promqlExplanations.map(
  (explanation): Rule => ({ ...explanation, about: 'query', run: (input) => problemsOf(explanation, input) }),
);

/** What to type where the analysis found no near name to offer. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'promql/unknown-metric': 'declare the metric in the `metrics` of the service that exposes it, and write ${metric} here',
  'promql/unknown-label': 'use a label the series have, or declare it on the metric if the code does set it',
  'promql/label-value': 'use one of these values',
};

/** The first events of a series that was not there before are counted by its raw value, by us and on purpose (`sli/authored-sli.ts`). */
const COUNTS_FIRST_EVENTS = 'promql/counter-without-rate';

/** A rule for each code, and most queries have no problem at all. */
const problemsByCode = remembered(({ queries }: CheckInput) =>
  grouped(
    queries.flatMap((one) => one.analysis.problems.map((found) => ({ one, found }))),
    ({ found }) => found.code,
  ),
);

function* problemsOf({ code, good }: Explanation, input: CheckInput): Iterable<Diagnostic> {
  const seen = new Set<string>();
  for (const { one, found } of problemsByCode(input).get(code) ?? []) {
    const { query, site, slo, panel, written } = one;
    if (slo && slo.sli.type !== 'raw-ratio' && code === COUNTS_FIRST_EVENTS) continue;
    const problem = tellLostJoin(found, one);
    const key = `${site.at} ${problem.message}`;
    // An SLO records the same query for each of its windows: its mistake is one.
    if (slo && seen.has(key)) continue;
    // A derived board asks what definitions say: their mistake was told where it stands.
    const [gist = ''] = problem.message.split(':'); // what follows names the labels there are, and panels have more
    if (panel && !written && seen.has(gist)) continue;
    seen.add(key).add(gist);
    yield problemAt({ fix: OTHERWISE[code] ?? `write, for example, ${good}`, ...problem }, query.text, site);
  }
}
