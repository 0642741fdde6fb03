import type { FewAnswers } from '../../kernel/few-answers.ts';
import { evaluatedEvery, type RuleTest } from '../../model/rule-test.ts';
import type { SliSample } from '../../sli/kind.ts';
import { kindOf } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';

/** How often rules are evaluated in the tests of SLOs, by what these tests depend on. */
export type KnownPaces = FewAnswers<readonly number[]>;

/** SLOs that differ only in what they are called are tested at the same paces: the tests of one of them are made to know those. */
export function pacesOf(
  scope: SloScope,
  samples: readonly SliSample[],
  known: KnownPaces,
  make: () => readonly RuleTest[],
): readonly number[] {
  const paces = () => [...new Set(make().map(evaluatedEvery))];
  // what asks for a state or is made of others is tested by its settings too, and what follows another SLO by that one
  return 'series' in kindOf(scope) && !scope.leader ? known.of(keyOf(scope, samples), paces) : paces();
}

/** All that tests are made from, but for names. */
function keyOf({ slo, scrapeMs, maintenances }: SloScope, samples: readonly SliSample[]): string {
  const { address, origin, name, service, title, description, category, priority, labels, ...more } = slo;
  const { objectiveText, runbookSteps, dependsOn, sli, ...numbers } = more;
  const fed = samples.map((sample) => ({
    ...sample,
    series: sample.series.replaceAll(`=${JSON.stringify(service.job)}`, '=""'),
  }));
  return JSON.stringify([numbers, sli.type, sli.groupBy, scrapeMs, maintenances.length, fed], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
}
