import { compare, divide, multiply, ONE, type Rational, rational } from '../../kernel/decimal.ts';
import type { Tier } from '../../model/slo.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** https://sre.google/workbook/alerting-on-slos/ chapter 5: windows people can think in, and the budget spent when each fires. */
const PAGES = [
  { name: 'page-quick', severity: 'critical', longMs: HOUR, shortMs: 5 * MINUTE, percent: 2n },
  { name: 'page-slow', severity: 'critical', longMs: 6 * HOUR, shortMs: 30 * MINUTE, percent: 5n },
  { name: 'ticket-quick', severity: 'warning', longMs: DAY, shortMs: 2 * HOUR, percent: 10n },
] as const;

/** The short window is wait and end enough. */
const AT_ONCE = { forMs: 0, keepFiringForMs: 0, labels: {} } as const;

/**
 * The four standard tiers for a window. The slowest burns exactly at the allowed speed (factor 1), so no steady burn
 * exhausts the budget unseen; a tier at or below that speed would fire while the objective is met, and is left out. So is one
 * whose threshold is a ratio of 1 or more: with a low objective nothing can be bad enough to reach it.
 */
export function defaultTiers(windowMs: number, budget: Rational): Tier[] {
  const fast = PAGES.map(({ percent, ...tier }) => {
    const spend = rational(percent, 100n);
    return { ...tier, ...AT_ONCE, spend, factor: divide(multiply(spend, milliseconds(windowMs)), milliseconds(tier.longMs)) };
  }).filter(({ factor }) => compare(factor, ONE) > 0 && compare(multiply(factor, budget), ONE) < 0);
  const longMs = Math.max(1, Math.ceil(windowMs / 10 / DAY)) * DAY;
  const slow: Tier = {
    ...AT_ONCE,
    name: 'ticket-slow',
    severity: 'warning',
    longMs,
    shortMs: longMs / 12,
    factor: ONE,
    spend: divide(milliseconds(longMs), milliseconds(windowMs)),
  };
  return [...fast, slow];
}

function milliseconds(value: number): Rational {
  return rational(BigInt(value), 1n);
}
