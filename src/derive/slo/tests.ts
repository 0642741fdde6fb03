import type { RuleTest } from '../../model/rule-test.ts';
import { sliKinds } from '../../sli/kinds.ts';
import { budgetTests } from './budget-tests.ts';
import { calendarTests } from './calendar-tests.ts';
import { leaderOf, type SloFamily } from './family.ts';
import { gapTests } from './gap-tests.ts';
import { fileOf } from './names.ts';
import type { SloScope } from './slo-scope.ts';
import type { SloCase } from './test-case.ts';
import { tierTests } from './tier-tests.ts';
import { groupIntervalMs } from './timing.ts';

/** What promtool proves about an SLO: it fires on time and resets, stays quiet just below, and survives gaps and missing series. */
export function sloTests(families: readonly SloFamily[]): RuleTest[] {
  const shown = new Set<string>();
  return families.flatMap((family) => family.flatMap((scope) => testsOf(scope, fileOf(leaderOf(family).slo), shown)));
}

function testsOf({ slo, context, site }: SloScope, file: string, shown: Set<string>): RuleTest[] {
  const samples = sliKinds.get(slo.sli.type)?.samples(slo.sli.settings, context, site) ?? [];
  const [quickest] = slo.tiers.toSorted((a, b) => a.longMs - b.longMs);
  if (samples.length === 0 || !quickest) return [];
  const counts = samples.every((sample) => 'perGood' in sample);
  const one: SloCase = { slo, file, samples, counts, quickest, intervalMs: groupIntervalMs(slo) };
  return [...tierTests(one, shown), ...budgetTests(one), ...gapTests(one), ...calendarTests(one)];
}
