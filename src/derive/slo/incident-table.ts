import { percent } from '../../kernel/digits.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Slo, Tier } from '../../model/slo.ts';
import { detectionMs, resetMs, spentIn } from './tier-numbers.ts';

/** Shares of bad events an objective is asked about: everything, much, a little. */
const SHARES = [1, 0.1, 0.01];

/** What each tier does when a share of all events is bad: after what time it fires, what is spent then, and how long it goes on after the end. */
export function incidentTable(slo: Slo): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  return {
    head: ['Alert', 'Severity', 'Compares', ...SHARES.map((share) => `${percent(share)} bad`)],
    rows: slo.tiers.map((tier) => [
      tier.name,
      tier.severity,
      `${printDuration(tier.longMs)} and ${printDuration(tier.shortMs)}`,
      ...SHARES.map((errorRatio) => answerTo(errorRatio, tier, slo)),
    ]),
  };
}

function answerTo(errorRatio: number, tier: Tier, slo: Slo): string {
  const fires = detectionMs(slo, tier, { errorRatio });
  if (fires === undefined) return 'never';
  const spent = percent(spentIn(slo, fires, { errorRatio }));
  return `after ${whole(fires)}, ${spent} spent, gone ${whole(resetMs(slo, tier, { errorRatio }))} after the end`;
}

function whole(milliseconds: number): string {
  return printDuration(Math.round(milliseconds / 1000) * 1000);
}
