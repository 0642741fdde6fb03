import { printDecimal, rational } from '../../kernel/decimal.ts';
import type { RecordingRule } from '../../model/alert.ts';
import { type Slo, windowName } from '../../model/slo.ts';
import { ALLOWED, BURN_RATE, EXHAUSTION, errorRatio, GRADE, OBJECTIVE, periodRatio, REMAINING } from './names.ts';
import type { SloScope } from './slo-scope.ts';
import { allowedInPeriod, badInPeriod } from './stretches.ts';
import { BURN_MS } from './timing.ts';

/** What is left of the budget, how fast it goes, and what the SLO is. */
export function budgetRules(scope: SloScope): RecordingRule[] {
  const { slo, where, sum } = scope;
  const budget = printDecimal(slo.budget);
  const seconds = printDecimal(rational(BigInt(slo.windowMs), 1000n));
  // what was allowed when it happened, so that a new objective does not rewrite the past; what was not measured counts as good
  const events = allowedInPeriod(slo);
  const counted = slo.lowTraffic.kind === 'budget';
  return [
    sum(OBJECTIVE, `vector(${printDecimal(slo.objective)})`),
    ...(counted ? [sum(ALLOWED, events)] : []),
    sum(REMAINING, `1 - ${badInPeriod(slo)} / (${counted ? `${ALLOWED}${where}` : events} > 0)`),
    sum(BURN_RATE, `${errorRatio(BURN_MS)}${where} / ${budget}`),
    sum(EXHAUSTION, `clamp_min(${REMAINING}${where}, 0) * ${seconds} / (${BURN_RATE}${where} > 1)`),
    ...gradeRules(scope),
    sum('slo:info', 'vector(1)', infoLabels(slo)),
  ];
}

/** How many of its thresholds what is attained has reached. */
function gradeRules({ slo, where, sum }: SloScope): RecordingRule[] {
  const attained = `1 - ${periodRatio(slo)}${where}`;
  const reached = slo.grades.map(({ from }) => `(${attained} >= bool ${printDecimal(from)})`);
  return reached.length === 0 ? [] : [sum(GRADE, reached.join(' + '))];
}

/** What people file SLOs by; here and on the alerts, never on series that windows are summed from. */
function infoLabels(slo: Slo): Record<string, string> {
  const { service, objectiveText, category, priority, labels } = slo;
  return {
    ...labels,
    objective: objectiveText,
    owner: service.owner.name,
    service: service.name,
    ...(service.system ? { system: service.system.name } : {}),
    tier: String(service.tier),
    window: windowName(slo),
    ...Object.fromEntries(slo.grades.map(({ name, text }) => [`grade_${name}`, text])),
    ...(category === undefined ? {} : { category }),
    ...(priority === undefined ? {} : { priority }),
  };
}
