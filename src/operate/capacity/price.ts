import { parseBytes } from '../../kernel/unit.ts';

/** What so much of a measurement costs in a month. */
export interface Price {
  readonly amount: number;
  /** Of the measurement, in its own unit. */
  readonly per: number;
  /** `EUR`, or nothing. */
  readonly currency: string;
}

const FORM = /^(?:([A-Z]{3})\s*)?(\d+(?:\.\d+)?)(?:\s*([A-Z]{3}))?(?:\s*\/\s*(\d+(?:\.\d+)?)?\s*([A-Za-z]+)?)?$/;
const SIZE = /^[kMGT]?i?B$/;

/** `0.023/GB`, `31 EUR/core`, `12/1000`: of one unit and a month. A word that is no size counts one by one; undefined: it is none. */
export function parsePrice(written: string): Price | undefined {
  const [, before, amount, after, count, unit] = FORM.exec(written.trim()) ?? [];
  if (amount === undefined || (before !== undefined && after !== undefined)) return undefined;
  const size = unit !== undefined && SIZE.test(unit) ? parseBytes(`${count ?? 1}${unit}`) : Number(count ?? 1);
  return size ? { amount: Number(amount), per: size, currency: before ?? after ?? '' } : undefined;
}

/** A month of so much of it. */
export function costOf(price: Price, quantity: number): number {
  return (Math.max(0, quantity) / price.per) * price.amount;
}

const MONTH_SECONDS = 30 * 86_400;

/** What a month costs of something that is paid once for each, at so many a second. */
export function monthOf(price: Price, perSecond: number): number {
  return costOf(price, perSecond * MONTH_SECONDS);
}
