import { countText } from '../slo/say.ts';
import { bytesText } from './budgeted.ts';
import { AMOUNTS, type Amounts, type Contribution, NOTHING } from './contribution.ts';
import { type CostKey, type CostTotal, compare, costTotals } from './group.ts';

/** What one key costs before and after a change, where that differs. */
export interface CostChange extends Pick<CostTotal, 'environment' | 'name'> {
  readonly before: Amounts;
  readonly after: Amounts;
  readonly added: Amounts;
  /** What was known before and is not any more. */
  readonly nowUnknown: readonly string[];
}

/** What differs, by environment and key; what adds the most series first. */
export function costChanges(before: readonly Contribution[], after: readonly Contribution[], by: CostKey): CostChange[] {
  const keyOf = ({ environment, name }: CostTotal) => `${environment}\0${name}`;
  const was = new Map(costTotals(before, by).map((total) => [keyOf(total), total]));
  const is = new Map(costTotals(after, by).map((total) => [keyOf(total), total]));
  const changes = [...new Set([...was.keys(), ...is.keys()])].map((key) => changeOf(key, was.get(key), is.get(key)));
  return changes
    .filter(({ added, nowUnknown }) => nowUnknown.length > 0 || AMOUNTS.some((amount) => added[amount] !== 0))
    .sort((a, b) => compare(a.environment, b.environment) || b.added.series - a.added.series || compare(a.name, b.name));
}

function changeOf(key: string, was: CostTotal | undefined, is: CostTotal | undefined): CostChange {
  const [environment = '', name = ''] = key.split('\0');
  const [before, after] = [amountsOf(was), amountsOf(is)];
  const added = { ...NOTHING, ...Object.fromEntries(AMOUNTS.map((amount) => [amount, after[amount] - before[amount]])) };
  const known = new Set(was?.unknown.map(({ why }) => why));
  const nowUnknown = [...new Set(is?.unknown.map(({ why }) => why))].filter((why) => !known.has(why));
  return { environment, name, before, after, added, nowUnknown };
}

function amountsOf(total: CostTotal | undefined): Amounts {
  return { ...NOTHING, ...Object.fromEntries(AMOUNTS.map((amount) => [amount, total?.[amount] ?? 0])) };
}

/** `production: this change adds 120 series (+2.4 %)`, a line for each environment it concerns. */
export function costChangeText(before: readonly Contribution[], after: readonly Contribution[]): string[] {
  const changes = costChanges(before, after, 'environment');
  if (changes.length === 0) return ['This change costs nothing more and nothing less.'];
  return changes.map(({ added, before: was, environment, nowUnknown }) => {
    const parts = [
      `${signed(added.series, (series) => `${countText(Math.ceil(series))} series`)}${shareOf(added.series, was.series)}`,
      ...(added.logBytesPerDay === 0 ? [] : [`${signed(added.logBytesPerDay, bytesText)} of logs a day`]),
      ...(added.spansPerSecond === 0 ? [] : [`${signed(added.spansPerSecond, countText)} stored spans a second`]),
      ...(nowUnknown.length === 0 ? [] : [`and what is unknown (unbounded): ${nowUnknown.join('; ')}`]),
    ];
    return `${environment === '' ? 'This change' : `${environment}: this change`} ${parts.join(', ')}.`;
  });
}

function signed(amount: number, print: (amount: number) => string): string {
  return `${amount < 0 ? 'takes away' : 'adds'} ${print(Math.abs(amount))}`;
}

function shareOf(added: number, before: number): string {
  if (before === 0 || added === 0) return '';
  const share = Number(((100 * added) / before).toPrecision(2));
  return ` (${share > 0 ? '+' : ''}${share} %)`;
}
