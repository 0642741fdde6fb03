import { EXHAUSTION, REMAINING } from '../../derive/slo/names.ts';
import { detectionMs, resetMs, spentIn, thresholdOf } from '../../derive/slo/tier-numbers.ts';
import { multiply, printDecimal, printPercent, rational } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import { remembered } from '../../kernel/remembered.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Estate } from '../../model/estate.ts';
import { type Slo, sloSelector, type Tier, windowTitle } from '../../model/slo.ts';
import type { CompileInput } from '../kind.ts';

const SHARES = [1, 0.1, 0.01];
const HEAD = ['tier', 'fires above', ...SHARES.map((share) => `at ${share * 100}% bad`), 'ends within', 'budget spent'];

const slosByAddress = remembered(({ slos }: Estate) => new Map(slos.toReversed().map((slo) => [slo.address, slo])));

/** What the numbers of this objective mean to whoever is woken by it; nothing where the alert is of no objective. */
export function sloNumbers({ cause, name }: AlertRule, { derived }: CompileInput): string[] {
  const slo = slosByAddress(derived.estate).get(cause);
  if (!slo || name === 'SloNoData' || name === 'SloRulesLate') return [];
  const promise = slo.description === undefined ? [] : [slo.description];
  return [
    '## The numbers',
    ...promise,
    budget(slo),
    ...(name === 'SloBurn' && slo.tiers.length > 0 ? [table(slo)] : []),
    whereItGoes(slo),
  ];
}

function budget(slo: Slo): string {
  const { objectiveText, windowMs, budget: share } = slo;
  const window = windowTitle(slo);
  const minutes = printDecimal(multiply(share, rational(BigInt(windowMs), 60_000n)));
  return `${objectiveText} over ${window} leaves ${printPercent(share)} of events for failures: as much as ${minutes} minutes of full outage. At the speed that just keeps the objective it lasts ${window}; at ten times that speed, a tenth.`;
}

/** How long each tier takes after the first bad event, when it ends after the last, and what is gone of the budget by then. */
function table(slo: Slo): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...slo.tiers.map((tier) => row(slo, tier))];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function row(slo: Slo, tier: Tier): string[] {
  const times = SHARES.map((errorRatio) => detectionMs(slo, tier, { errorRatio }));
  const spent = SHARES.flatMap((errorRatio, index) => {
    const time = times[index];
    return time === undefined ? [] : [spentIn(slo, time, { errorRatio }) * 100];
  });
  return [
    tier.name,
    `${printPercent(thresholdOf(slo, tier))} over ${printDuration(tier.longMs)} and ${printDuration(tier.shortMs)}`,
    ...times.map((time) => (time === undefined ? 'never' : printDuration(Math.ceil(time / 1000) * 1000))),
    printDuration(Math.ceil(resetMs(slo, tier, { errorRatio: 1 }) / 1000) * 1000),
    range(spent),
  ];
}

/** `2%`, or `2% to 13.6%` where waiting costs some incidents more. */
function range(shares: readonly number[]): string {
  const [low, high] = [Math.min(...shares), Math.max(...shares)].map((share) => `${Number(share.toPrecision(3))}%`);
  if (shares.length === 0) return '';
  return low === high ? `${low}` : `${low} to ${high}`;
}

function whereItGoes(slo: Slo): string {
  const where = sloSelector(slo);
  return `What is left of the budget: \`${REMAINING}${where}\`. How long it lasts at the speed of the last hour: \`${EXHAUSTION}${where}\` seconds, where it burns too fast at all.`;
}
