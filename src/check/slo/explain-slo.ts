import {
  detectionMs,
  fewestFailures,
  lowestTrafficPerHour,
  resetMs,
  spentIn,
  thresholdOf,
  undelayedTrafficPerHour,
} from '../../derive/slo/tier-numbers.ts';
import { compare, multiply, ONE, printDecimal, rational } from '../../kernel/decimal.ts';
import { percent } from '../../kernel/digits.ts';
import { printDuration } from '../../kernel/duration.ts';
import { isAlertRule } from '../../model/alert.ts';
import type { Derived } from '../../model/derived.ts';
import type { Slo, Tier } from '../../model/slo.ts';
import { guardSays } from '../low-traffic-says.ts';
import { costOf } from './cost.ts';
import { budgetText, exactly, rateText } from './say.ts';

const SHARES = [1, 0.1, 0.01];
const HUNDRED = rational(100n, 1n);

/** From an objective to each number that follows from it. `perSecond` is its usual traffic. */
export function explainSlo(slo: Slo, derived: Derived, perSecond?: number): string[] {
  const rules = derived.groups.flatMap((group) => group.rules).filter((rule) => rule.cause === slo.address);
  return [
    `${budgetText(slo, perSecond)}.`,
    `${rules.filter((rule) => !isAlertRule(rule)).length} recordings, ${rules.filter(isAlertRule).length} alerts; ${guardSays(slo.lowTraffic)}`,
    costOf(slo, derived),
    'slo:error_budget:remaining_ratio is what is left; slo:error_budget:exhaustion_seconds forecasts how long it lasts: left × window / burn rate of the last hour, where that is above 1.',
    ...slo.tiers.flatMap((tier) => ['', ...tierSays(slo, tier, perSecond)]),
  ];
}

function tierSays(slo: Slo, tier: Tier, perSecond: number | undefined): string[] {
  const { name, severity, longMs, shortMs } = tier;
  const [long, short] = [printDuration(longMs), printDuration(shortMs)];
  const threshold = printDecimal(thresholdOf(slo, tier));
  const factor = exactly(tier.factor);
  const line = (what: string, text: string) => `  ${what.padEnd(10)} ${text}`;
  return [
    `${name} (${severity}): both of ${long} and ${short} above ${threshold}`,
    line('factor', `${factor} = ${inPercent(tier)} of the budget × ${printDuration(slo.windowMs)} / ${long}`),
    line('threshold', `${threshold} = ${factor} × ${printDecimal(slo.budget)}`),
    line(
      'fires',
      timesAt((burn) => detectionMs(slo, tier, { ...burn, perSecond })),
    ),
    line('resets', resetsSay(slo, tier, perSecond)),
    line('budget', budgetSays(slo, tier, perSecond)),
    line('traffic', trafficSays(slo, tier, perSecond)),
    ...verdicts(slo, tier).map((verdict) => line('note', verdict)),
  ];
}

function inPercent({ spend }: Tier): string {
  const share = exactly(multiply(spend, HUNDRED));
  return share.includes('/') ? exactly(spend) : `${share}%`;
}

function timesAt(timeOf: (burn: { errorRatio: number }) => number | undefined): string {
  return SHARES.map((errorRatio) => {
    const time = timeOf({ errorRatio });
    return `${time === undefined ? 'never' : `after ${printDuration(Math.round(time / 1000) * 1000)}`} at ${percent(errorRatio)}`;
  }).join(', ');
}

function resetsSay(slo: Slo, tier: Tier, perSecond: number | undefined): string {
  const text = timesAt((burn) => {
    const fires = detectionMs(slo, tier, { ...burn, perSecond });
    return fires === undefined ? undefined : resetMs(slo, tier, { ...burn, perSecond });
  });
  return text.replaceAll('never', 'does not fire');
}

/** What a tier promises, and what waiting adds to it. */
function budgetSays(slo: Slo, tier: Tier, perSecond: number | undefined): string {
  const at = SHARES.flatMap((errorRatio) => {
    const time = detectionMs(slo, tier, { errorRatio, perSecond });
    return time === undefined ? [] : [`${percent(spentIn(slo, time, { errorRatio }))} at ${percent(errorRatio)}`];
  });
  return at.length === 0 ? 'it cannot fire' : `spent when it fires: ${at.join(', ')}`;
}

/** The failures a tier waits for: where they come too slowly, and how much later it is then. */
function trafficSays(slo: Slo, tier: Tier, perSecond: number | undefined): string {
  const lowest = `fires from ${rateText(lowestTrafficPerHour(slo, tier))}, all bad`;
  const free = `${fewestFailures(slo, tier, perSecond)} failures cost no time from ${rateText(undelayedTrafficPerHour(slo, tier))}`;
  const late = perSecond === undefined ? undefined : delaySays(slo, tier, perSecond);
  return [lowest, free, ...(late === undefined ? [] : [late])].join('; ');
}

function delaySays(slo: Slo, tier: Tier, perSecond: number): string | undefined {
  const free = detectionMs(slo, tier, { errorRatio: 1 });
  const real = detectionMs(slo, tier, { errorRatio: 1, perSecond });
  if (free === undefined) return undefined;
  if (real === undefined) return `at ${rateText(perSecond * 3600)} it never fires`;
  return `at ${rateText(perSecond * 3600)} they cost ${printDuration(Math.round((real - free) / 1000) * 1000)} at 100%`;
}

/** A tier that cannot fire, or never before another of its severity. */
function verdicts(slo: Slo, tier: Tier): string[] {
  if (compare(thresholdOf(slo, tier), ONE) >= 0) return ['it is dead: even a full outage stays below the threshold.'];
  const earlier = slo.tiers.find((other) => other !== tier && other.severity === tier.severity && isNeverLater(other, tier));
  if (!earlier) return [];
  const use = earlier.shortMs > tier.shortMs ? '; it only resets sooner' : ': it is redundant';
  return [`${earlier.name} fires for all of this and no later${use}.`];
}

/** Time to detect is spend × window / burn rate, wherever the burn rate is above the factor. */
function isNeverLater(a: Tier, b: Tier): boolean {
  const same = compare(a.spend, b.spend) === 0 && compare(a.factor, b.factor) === 0 && a.forMs === b.forMs;
  return !same && compare(a.spend, b.spend) <= 0 && compare(a.factor, b.factor) <= 0 && a.forMs <= b.forMs;
}
