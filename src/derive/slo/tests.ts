import type { QueryContext, Site } from '../../authored/context.ts';
import type { RuleTest } from '../../model/rule-test.ts';
import type { Slo } from '../../model/slo.ts';
import { sliKinds } from '../../sli/kinds.ts';
import { budgetTests } from './budget-tests.ts';
import { gapTests } from './gap-tests.ts';
import type { SloCase } from './test-case.ts';
import { tierTests } from './tier-tests.ts';
import { groupIntervalMs } from './timing.ts';

/** What promtool proves about an SLO: it fires on time and resets, stays quiet just below, and survives gaps and missing series. */
export function sloTests(slo: Slo, context: QueryContext): RuleTest[] {
  const site: Site = { at: slo.address, origin: slo.origin };
  const samples = sliKinds.get(slo.sli.type)?.samples(slo.sli.settings, context, site) ?? [];
  const [quickest] = slo.tiers.toSorted((a, b) => a.longMs - b.longMs);
  if (samples.length === 0 || !quickest) return [];
  const counts = samples.every((sample) => 'perGood' in sample);
  const one: SloCase = { slo, samples, counts, quickest, intervalMs: groupIntervalMs(slo) };
  return [...tierTests(one), ...budgetTests(one), ...gapTests(one)];
}
