import { FewAnswers } from '../../kernel/few-answers.ts';
import { once } from '../../kernel/once.ts';
import type { RuleTest, TestSource } from '../../model/rule-test.ts';
import { sloKey } from '../../model/slo.ts';
import type { RateFloor, SliSample } from '../../sli/kind.ts';
import { budgetTests } from './budget-tests.ts';
import { calendarTests } from './calendar-tests.ts';
import { compositeTests } from './composite-tests.ts';
import { countTests } from './count-tests.ts';
import { leaderOf, type SloFamily } from './family.ts';
import { floorTests } from './floor-tests.ts';
import { gapTests } from './gap-tests.ts';
import { groupTests } from './group-tests.ts';
import { lateTests } from './late-tests.ts';
import { longThresholdTests } from './long-threshold-tests.ts';
import { fileOf, STATE, sloSelector } from './names.ts';
import { kindOf, stateOf } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';
import { stateTests } from './state-tests.ts';
import type { SloCase } from './test-case.ts';
import { type KnownPaces, pacesOf } from './test-paces.ts';
import { thresholdTests } from './threshold-tests.ts';
import { type SlowEnds, slowEnds, tierTests } from './tier-tests.ts';
import { BASE_MS, groupIntervalMs } from './timing.ts';
import { windowTests } from './window-tests.ts';

/** Kinds of SLOs whose paces are kept. */
const MOST_KNOWN = 256;

/** What promtool proves about an SLO: it fires on time and resets, stays quiet just below, and survives gaps and missing series. */
export function sloTests(families: readonly SloFamily[]): TestSource[] {
  const ends = once(() => slowEnds(families.flat().filter((scope) => samplesOf(scope).length > 0)));
  const known: KnownPaces = new FewAnswers(MOST_KNOWN);
  return families.map((family) => {
    const file = fileOf(leaderOf(family).slo);
    const make = (scope: SloScope, slow: SlowEnds) => testsOf(scope, samplesOf(scope), file, slow);
    return {
      scope: file,
      make: () => family.flatMap((scope) => make(scope, ends())),
      // which SLO shows a slow end changes how long a test is, and not its pace
      paces: () => family.flatMap((scope) => pacesOf(scope, samplesOf(scope), known, () => make(scope, new Map()))),
    };
  });
}

function testsOf(scope: SloScope, samples: readonly SliSample[], file: string, ends: SlowEnds): RuleTest[] {
  const { slo, leader } = scope;
  const [quickest] = slo.tiers.toSorted((a, b) => a.longMs - b.longMs);
  if (samples.length === 0 || !quickest) return [];
  const counts = !samples.some((sample) => 'good' in sample);
  const lagMs = samples.some((sample) => 'goodRate' in sample) ? BASE_MS / 2 : 0;
  const missing = stateOf(scope)?.missing ?? 'ignored';
  const paced = { intervalMs: groupIntervalMs(slo), scrapeMs: scope.scrapeMs };
  const one: SloCase = { slo, leader, file, samples, counts, lagMs, missing, quickest, ...paced };
  return [
    ...tierTests(one, ends),
    ...thresholdTests(one),
    ...longThresholdTests(one),
    ...lateTests(one),
    ...countTests(one),
    ...compositeTests(one, scope),
    ...stateTests(one, scope),
    ...budgetTests(one),
    ...windowTests(one),
    ...groupTests(one),
    ...gapTests(one),
    ...calendarTests(one),
    ...floorTests(one, floorOf(scope)),
  ];
}

/** What the SLI gives; or the state itself, where what decides it has no single series and nothing else writes it. */
function samplesOf(scope: SloScope): readonly SliSample[] {
  const { slo, context, site } = scope;
  const samples = kindOf(scope).samples(slo.sli.settings, context, site, sloSelector(scope.leader ?? slo));
  if (samples.length > 0 || stateOf(scope)?.missing !== 'ignored') return samples;
  const groups = slo.sli.groupBy.map((label) => `${label}="sample",`).join('');
  return [{ series: `${STATE}{${groups}slo=${JSON.stringify(sloKey(scope.leader ?? slo))}}`, good: 0, bad: 1 }];
}

function floorOf(scope: SloScope): RateFloor | undefined {
  const { slo, context, site } = scope;
  const kind = kindOf(scope);
  return 'state' in kind && !scope.leader ? kind.floor?.(slo.sli.settings, context, site) : undefined;
}
