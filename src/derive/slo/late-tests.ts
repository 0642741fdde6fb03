import { printDecimal } from '../../kernel/decimal.ts';
import type { RuleTest } from '../../model/rule-test.ts';
import { evaluationsWanted } from './alerts.ts';
import { OBJECTIVE, sloSelector } from './names.ts';
import { alerting, fedEveryMs, type SloCase, sloTest } from './test-case.ts';

const HOUR = 3_600_000;

/** Rules that just began are not late, nor are those that miss as many evaluations as they may; with one more they are. */
export function lateTests(one: SloCase): RuleTest[] {
  const { slo, intervalMs } = one;
  const every = fedEveryMs(one);
  const missing = Math.ceil(HOUR / intervalMs) - evaluationsWanted(slo);
  const steps = every / intervalMs;
  // each evaluation that is here records one itself
  const but = (missed: number) => `${printDecimal(slo.objective)}x${steps - 2 - missed} _x${missed + 1}`;
  const series = () => [
    { series: `${OBJECTIVE}${sloSelector(slo)}`, values: `_x${steps + 1} ${but(missing)} ${but(missing + 1)}` },
  ];
  const test = sloTest(one, 'rules that are evaluated late are told', series, () => [
    alerting(slo, 'SloRulesLate', every, false),
    alerting(slo, 'SloRulesLate', 2 * every, false),
    alerting(slo, 'SloRulesLate', 3 * every, true),
  ]);
  return [{ ...test, evaluatedMs: every }];
}
