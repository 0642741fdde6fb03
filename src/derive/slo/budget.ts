import { printDecimal, rational } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { RecordingRule } from '../../model/alert.ts';
import { ALLOWED, BURN_RATE, EXHAUSTION, errorRatio, increases, OBJECTIVE, REMAINING } from './names.ts';
import type { SloScope } from './slo-scope.ts';
import { BURN_MS, stretchMs } from './timing.ts';

/** What is left of the budget, how fast it goes, and what the SLO is. */
export function budgetRules({ slo, where, rule }: SloScope): RecordingRule[] {
  const period = `${where}[${printDuration(slo.windowMs)}]`;
  const { bad, allowed } = increases(stretchMs(slo));
  const budget = printDecimal(slo.budget);
  const seconds = printDecimal(rational(BigInt(slo.windowMs), 1000n));
  // what was allowed when it happened, so that a new objective does not rewrite the past; what was not measured counts as good
  const events = `avg_over_time(${allowed}${period}) * ${slo.windowMs / stretchMs(slo)}`;
  const counted = slo.lowTraffic.kind === 'budget';
  return [
    rule(OBJECTIVE, `vector(${printDecimal(slo.objective)})`),
    ...(counted ? [rule(ALLOWED, events)] : []),
    rule(REMAINING, `1 - sum_over_time(${bad}${period}) / (${counted ? `${ALLOWED}${where}` : events} > 0)`),
    rule(BURN_RATE, `${errorRatio(BURN_MS)}${where} / ${budget}`),
    rule(EXHAUSTION, `clamp_min(${REMAINING}${where}, 0) * ${seconds} / (${BURN_RATE}${where} > 1)`),
    rule('slo:info', 'vector(1)', infoLabels(slo)),
  ];
}

/** What people file SLOs by; here and on the alerts, never on series that windows are summed from. */
function infoLabels({ service, objectiveText, windowMs, category, priority, labels }: SloScope['slo']): Record<string, string> {
  return {
    ...labels,
    objective: objectiveText,
    owner: service.owner.name,
    service: service.name,
    ...(service.system ? { system: service.system.name } : {}),
    tier: String(service.tier),
    window: printDuration(windowMs),
    ...(category === undefined ? {} : { category }),
    ...(priority === undefined ? {} : { priority }),
  };
}
