import { printDecimal, toNumber } from '../../kernel/decimal.ts';
import type { RuleTest } from '../../model/rule-test.ts';
import { BURN_RATE, EXHAUSTION, GRADE, OBJECTIVE, periodRatio, REMAINING, sloSelector } from './names.ts';
import { about, alerting, busy, counted, exactly, fedEveryMs, type SloCase, sloTest, up } from './test-case.ts';
import { inputSeries } from './test-series.ts';
import { BASE_MS, stretchMs } from './timing.ts';

const QUARTER = 15 * 60_000;
/** Evaluations before the first stretch of a test is recorded and read, give or take one. */
const UNREAD = 2;
/** The longest test that is worth its time, in evaluations. */
const LONGEST = 1000;

/** The budget goes as fast as events are bad, is spent when it is spent, and its numbers are those of the objective. */
export function budgetTests(one: SloCase): RuleTest[] {
  return [...(one.counts ? [halfSpeed(one)] : []), ...outage(one), ...levels(one)];
}

/** What is shown of each level of the budget, and of each grade, from levels fed as if they had been recorded. */
function levels(one: SloCase): RuleTest[] {
  const { slo } = one;
  if (one.missing !== 'ignored') return [];
  const every = fedEveryMs(one);
  const where = sloSelector(slo);
  const budgets = [
    { remaining: 0.5, burn: 1.6, spent: (0.5 * slo.windowMs) / 1000 / 1.6 },
    { remaining: 0.5, burn: 0.75, spent: undefined },
    { remaining: -0.5, burn: 1.6, spent: 0 },
  ];
  const shares = slo.grades.flatMap(({ from }) => [0.98, 1.02].map((times) => (1 - toNumber(from)) * times));
  const gradeOf = (share: number) => slo.grades.filter(({ from }) => 1 - share >= toNumber(from)).length;
  const fed = (name: string, values: readonly number[]) => ({ series: `${name}${where}`, values: ['_', ...values].join(' ') });
  const series = () => [
    fed(
      REMAINING,
      budgets.map(({ remaining }) => remaining),
    ),
    fed(
      BURN_RATE,
      budgets.map(({ burn }) => burn),
    ),
    ...(shares.length === 0 ? [] : [fed(periodRatio(slo), shares)]),
  ];
  const test = sloTest(one, 'levels of the budget are told', series, () => [
    ...budgets.flatMap(({ remaining, spent }, index) => [
      spent === undefined
        ? counted(`${EXHAUSTION}${where}`, (index + 1) * every, 0)
        : exactly(`max(${EXHAUSTION}${where})`, (index + 1) * every, spent),
      alerting(slo, 'SloBudgetExhausted', (index + 1) * every, remaining <= 0),
    ]),
    ...shares.map((share, index) => counted(`${GRADE}${where} == ${gradeOf(share)}`, (index + 1) * every, 1)),
  ]);
  return [{ ...test, intervalMs: every, evaluatedMs: every }];
}

/** Half of what is allowed. */
function halfSpeed(one: SloCase): RuleTest {
  const { slo, samples, intervalMs } = one;
  const where = sloSelector(slo);
  const budget = toNumber(slo.budget);
  const end = up(QUARTER, one);
  const spent = (0.5 * (end / intervalMs - (one.lagMs > 0 ? 0 : UNREAD))) / evaluationsOfBudget(one, 1);
  return sloTest(
    one,
    'the budget goes as fast as events are bad',
    () => inputSeries(samples, [busy(end, budget / 2)], intervalMs),
    () => [
      about(`max(${BURN_RATE}${where})`, end, 0.5, 0.01),
      about(`max(${periodRatio(slo)}${where})`, end, budget / 2, budget / 100),
      about(`max(${REMAINING}${where})`, end, 1 - spent, spent / 15),
      counted(`${EXHAUSTION}${where}`, end, 0),
      counted(`${OBJECTIVE}${where} == ${printDecimal(slo.objective)}`, end, 1),
      counted(`slo:info${where} == 1`, end, 1),
      alerting(slo, 'SloBudgetExhausted', end, false),
    ],
  );
}

/** Everything fails until the budget is spent. */
function outage(one: SloCase): RuleTest[] {
  const { slo, samples, intervalMs } = one;
  const where = sloSelector(slo);
  const evaluations = evaluationsOfBudget(one, toNumber(slo.budget));
  if (evaluations > LONGEST) return [];
  const early = Math.floor(evaluations * 0.8) * intervalMs;
  const late = up(evaluations * 1.2 * intervalMs + 2 * BASE_MS, one);
  return [
    sloTest(
      one,
      'a spent budget is told',
      () => inputSeries(samples, [busy(late, 1)], intervalMs),
      () => [
        alerting(slo, 'SloBudgetExhausted', early, false),
        alerting(slo, 'SloBudgetExhausted', late, true),
        about(`max(${BURN_RATE}${where})`, late, 1 / toNumber(slo.budget), 0.01 / toNumber(slo.budget)),
        counted(`${EXHAUSTION}${where} == 0`, late, 1),
      ],
    ),
  ];
}

/** promtool runs every group at each evaluation, so a stretch is counted once an evaluation and not once a stretch. */
function evaluationsOfBudget({ slo }: SloCase, share: number): number {
  return (share * slo.windowMs) / stretchMs(slo);
}
