import {
  compare,
  multiply,
  parseDecimal,
  printDecimal,
  printPercent,
  type Rational,
  rational,
  toNumber,
} from '../../kernel/decimal.ts';
import { significant } from '../../kernel/digits.ts';
import { type Slo, windowTitle } from '../../model/slo.ts';

const MINUTE = 60_000;
const THOUSANDS = /\B(?=(\d{3})+$)/g;

/** `99.9% over 30d: a budget of 0.1%, 43.2 minutes of full outage, 21.6 of 21,600 events` */
export function budgetText(slo: Slo, perSecond: number | undefined): string {
  const { objectiveText, windowMs, budget } = slo;
  const minutes = printDecimal(multiply(budget, rational(BigInt(windowMs), BigInt(MINUTE))));
  const events = perSecond === undefined ? undefined : (perSecond * windowMs) / 1000;
  const counted = events === undefined ? '' : `, ${countText(toNumber(budget) * events)} of ${countText(events)} events`;
  return `${objectiveText} over ${windowTitle(slo)}, a budget of ${printPercent(budget)}: ${minutes} minutes of full outage${counted}`;
}

/** `0.0144`, or `1/7` where no decimal says it. */
export function exactly(value: Rational): string {
  const text = printDecimal(value);
  const same = parseDecimal(text);
  return same && compare(same, value) === 0 ? text : `${value.n}/${value.d}`;
}

/** `21,600`, `0.75`. */
export function countText(count: number): string {
  const [whole = '', fraction] = (count < 1000 ? significant(count) : String(Math.round(count))).split('.');
  return `${whole.replace(THOUSANDS, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** `30 an hour`; `5 a day` where that is less than one an hour. */
export function rateText(perHour: number): string {
  return perHour < 1 ? `${countText(perHour * 24)} a day` : `${countText(perHour)} an hour`;
}
