import type { Diagnostic } from '../../../kernel/diagnostic.ts';
import type { Budget } from '../../../model/budget.ts';
import { BOUNDED, type Bounded, inBudget } from '../../cost/budgeted.ts';
import type { Contribution } from '../../cost/contribution.ts';
import { estimateCost } from '../../cost/estimate.ts';
import { costSum } from '../../cost/group.ts';
import { finding } from '../../finding.ts';
import type { CheckInput, Rule } from '../../rule.ts';

const NAMED = 3;

export const overBudget: Rule = {
  code: 'cost/over-budget',
  severity: 'error',
  about: 'environment',
  why: 'Series, lines and spans are paid for every day. Found before the deployment, it is a label less; found after, it is a bill, or a server that stops taking data.',
  bad: `const orders = counter({ name: 'orders_total', help: 'Orders.', labels: { customer: text({ series: 9000 }) } });
const billing = service({ name: 'billing', owner: payments, metrics: [orders], scrape: { port: 9466 } });
const small = budget({ name: 'billing', for: billing, series: 5000 });`,
  good: `const orders = counter({ name: 'orders_total', help: 'Orders.', labels: { plan: oneOf('free', 'paid') } });
const billing = service({ name: 'billing', owner: payments, metrics: [orders], scrape: { port: 9466 } });
const small = budget({ name: 'billing', for: billing, series: 5000 });`,
  *run(input) {
    for (const { budget, found, where } of judged(input))
      for (const bound of BOUNDED) yield* over(budget, bound, { found, where });
  },
};

export const unknownCost: Rule = {
  code: 'cost/unknown',
  severity: 'warning',
  about: 'environment',
  why: 'A label without a bound, or a stream without a rate, may cost anything. A budget that counts it as nothing is kept on paper only.',
  bad: `const orders = counter({ name: 'orders_total', help: 'Orders.', labels: { customer: text() } });
const billing = service({ name: 'billing', owner: payments, metrics: [orders], scrape: { port: 9466 } });
const small = budget({ name: 'billing', for: billing, series: 5000 });`,
  good: `const orders = counter({ name: 'orders_total', help: 'Orders.', labels: { customer: text({ series: 90 }) } });
const billing = service({ name: 'billing', owner: payments, metrics: [orders], scrape: { port: 9466 } });
const small = budget({ name: 'billing', for: billing, series: 5000 });`,
  *run(input) {
    for (const { budget, found, where } of judged(input))
      for (const { amount, of, title, fix } of BOUNDED) {
        const whys = found.flatMap(({ unknown }) => unknown.filter((one) => one.of === of).map(({ why }) => why));
        if (budget[amount] === undefined || whys.length === 0) continue;
        const more = whys.length > NAMED ? `, and ${whys.length - NAMED} more` : '';
        const message = `The ${title} of ${budget.for.of.name}${where} are unknown (unbounded): ${whys.slice(0, NAMED).join('; ')}${more}.`;
        yield finding(unknownCost, budget, message, { fix });
      }
  },
};

interface Judged {
  readonly budget: Budget;
  readonly found: readonly Contribution[];
  /** ` in production`, or nothing where there is no environment. */
  readonly where: string;
}

/** Each budget in each environment it holds in. Both rules ask for it, and little else is as long. */
function judged({ derived }: CheckInput): readonly Judged[] {
  const { budgets, environments } = derived.estate;
  if (budgets.length === 0) return [];
  const costs = costsOf(derived);
  return budgets.flatMap((budget) =>
    (environments.length > 0 ? environments : [undefined]).flatMap((environment): Judged[] => {
      const found = costs.filter((one) => one.environment === environment && inBudget(one, budget));
      return found.length > 0 ? [{ budget, found, where: environment ? ` in ${environment.name}` : '' }] : [];
    }),
  );
}

const known = new WeakMap<object, readonly Contribution[]>();

function costsOf(derived: CheckInput['derived']): readonly Contribution[] {
  const found = known.get(derived) ?? estimateCost(derived);
  known.set(derived, found);
  return found;
}

function* over(
  budget: Budget,
  { amount, title, print, fix }: Bounded,
  { found, where }: Omit<Judged, 'budget'>,
): Iterable<Diagnostic> {
  const most = budget[amount];
  const sum = costSum(found)[amount];
  if (most === undefined || sum <= most) return;
  const largest = found.filter((one) => one[amount] > 0).sort((a, b) => b[amount] - a[amount]);
  const named = largest
    .slice(0, NAMED)
    .map((one) => `${one.name} of ${one.service?.name ?? 'no service'} (${print(one[amount])})`);
  const message = `${budget.for.of.name} may have ${print(sum)} ${title}${where}; its budget is ${print(most)}. Most of them: ${named.join(', ')}.`;
  yield finding(overBudget, budget, message, { fix });
}
