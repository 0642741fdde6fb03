import { quantityOf } from '../sli/asked.ts';

/** `'15m'` → 900, `'5GiB'` → 5368709120, `'85%'` → 0.85. What is no quantity has been reported before. */
export function inBaseUnit(quantity: number | string): string {
  return quantityOf(quantity) ?? String(quantity);
}
