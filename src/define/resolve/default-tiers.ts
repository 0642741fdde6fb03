import { compare, divide, multiply, ONE, type Rational, rational } from '../../kernel/decimal.ts';
import { DEFAULT_SCALE, levelFor, type SeverityScale } from '../../model/severity.ts';
import type { Tier } from '../../model/slo.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** https://sre.google/workbook/alerting-on-slos/ chapter 5: windows people can think in, and the budget spent when each fires. */
const PAGES = [
  { name: 'page-quick', severity: 'critical', longMs: HOUR, shortMs: 5 * MINUTE, percent: 2n },
  { name: 'page-slow', severity: 'critical', longMs: 6 * HOUR, shortMs: 30 * MINUTE, percent: 5n },
  { name: 'ticket-quick', severity: 'warning', longMs: DAY, shortMs: 2 * HOUR, percent: 10n },
] as const;

/** The short window is wait and end enough. */
const AT_ONCE = { forMs: 0, keepFiringForMs: 0, labels: {} } as const;

/** The highest threshold: of a window, that much must be bad. */
const HIGHEST = rational(9n, 10n);

/**
 * The four standard tiers for a window. The slowest burns exactly at the allowed speed (factor 1), so no steady burn
 * exhausts the budget unseen; a tier at or below that speed would fire while the objective is met, and is left out. With a low
 * objective nothing can be bad enough to reach the factor of a quick tier: the quickest then fires when nine tenths of its window
 * are bad, so that a total outage pages within the hour, and others that cannot be reached are left out.
 */
export function defaultTiers(windowMs: number, budget: Rational, scale: SeverityScale = DEFAULT_SCALE): Tier[] {
  const highest = divide(HIGHEST, budget);
  const fast = PAGES.map(({ percent, severity, ...tier }, index) => {
    const spend = rational(percent, 100n);
    const wanted = divide(multiply(spend, milliseconds(windowMs)), milliseconds(tier.longMs));
    const reached = compare(multiply(wanted, budget), ONE) < 0;
    const factor = reached || index > 0 ? wanted : highest;
    const spent = divide(multiply(factor, milliseconds(tier.longMs)), milliseconds(windowMs));
    return { severity: levelFor(scale, severity).name, spend: spent, factor, ...tier, ...AT_ONCE };
  }).filter(({ factor }) => compare(factor, ONE) > 0 && compare(multiply(factor, budget), ONE) < 0);
  const longMs = slowestMs(windowMs);
  const slow: Tier = {
    name: 'ticket-slow',
    severity: levelFor(scale, 'warning').name,
    longMs,
    shortMs: longMs / 12,
    factor: ONE,
    spend: divide(milliseconds(longMs), milliseconds(windowMs)),
    ...AT_ONCE,
  };
  return [...fast, slow];
}

/** A tenth of the window, in whole days or hours; never longer than the window, nor so short that a few scrapes fill it. */
function slowestMs(windowMs: number): number {
  const step = windowMs < WEEK ? HOUR : DAY;
  return Math.min(windowMs, Math.max(1, Math.ceil(windowMs / 10 / step)) * step);
}

function milliseconds(value: number): Rational {
  return rational(BigInt(value), 1n);
}
