import type { Address } from '../../kernel/address.ts';
import { compare, divide, multiply, ONE, parseDecimal, type Rational, rational, ZERO } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { SeverityScale } from '../../model/severity.ts';
import type { Tier } from '../../model/slo.ts';
import type { Tier as AuthoredTier } from '../slo.ts';
import { durationIn, type Report } from './report.ts';
import { severityIn } from './severity.ts';
import { shown } from './shown.ts';

const HOUR = 3_600_000;
const SHORT_SHARE = 12;
/** What a tier with an impossible share is read as, so that the rest of it is checked. */
const FALLBACK_SPEND = rational(2n, 100n);

export interface TiersAt {
  readonly windowMs: number;
  readonly scale: SeverityScale;
}

/** The tiers an author wrote; what cannot be is reported and replaced, so that one run tells everything. */
export function tiersOf(
  authored: readonly AuthoredTier[],
  { windowMs, scale }: TiersAt,
  at: Address,
  origin: object,
  report: Report,
): Tier[] {
  const fix = 'write a list of tiers: alerts: [tier({ … })]';
  if (!Array.isArray(authored)) {
    report.error('slo/tiers', at, '`alerts` is no list.', { origin, fix });
    return [];
  }
  const tiers = authored.flatMap((one) => {
    if (one?.kind === 'tier') return [tierOf(one, { windowMs, scale }, at, report)];
    report.error('slo/tiers', at, `\`alerts\` holds ${shown(one)}, which is no tier.`, { origin, fix });
    return [];
  });
  reportNames(tiers, authored, at, report);
  return tiers;
}

function tierOf(tier: AuthoredTier, { windowMs, scale }: TiersAt, at: Address, report: Report): Tier {
  const { longMs, shortMs } = windowsOf(tier, windowMs, at, report);
  const spend = shareIn(tier.spend, 'spend', at, tier, report) ?? FALLBACK_SPEND;
  const severity = severityIn(tier.severity, scale, at, tier, report);
  return {
    name: typeof tier.name === 'string' ? tier.name : `${severity}-${printDuration(longMs)}`,
    severity,
    longMs,
    shortMs,
    factor: divide(multiply(spend, rational(BigInt(windowMs), 1n)), rational(BigInt(longMs), 1n)),
    spend,
    forMs: durationIn(tier.for, 0, 'for', at, tier, report),
    keepFiringForMs: durationIn(tier.keepFiringFor, 0, 'keepFiringFor', at, tier, report),
    labels: tier.labels ?? {},
  };
}

/** The two windows: the short one within the long one, the long one within the window of the objective. */
function windowsOf(tier: AuthoredTier, windowMs: number, at: Address, report: Report): Pick<Tier, 'longMs' | 'shortMs'> {
  const written = durationIn(tier.within, HOUR, 'within', at, tier, report);
  if (written === 0) noTime(at, tier, report);
  const longMs = written || HOUR;
  if (longMs > windowMs)
    report.error(
      'slo/tier-windows',
      at,
      `\`within\` is ${printDuration(longMs)}, longer than the window of ${printDuration(windowMs)}.`,
      {
        origin: tier,
        fix: 'spend a share of the budget within a part of the window',
      },
    );
  const twelfth = Math.max(1000, Math.round(longMs / SHORT_SHARE / 1000) * 1000);
  const shortMs = durationIn(tier.short, twelfth, 'short', at, tier, report);
  if (shortMs > 0 && shortMs <= longMs) return { longMs, shortMs };
  const seen = shortMs === 0 ? 'no time at all' : `${printDuration(shortMs)}, longer than \`within\`, ${printDuration(longMs)}`;
  report.error('slo/tier-windows', at, `\`short\` is ${seen}.`, {
    origin: tier,
    fix: `leave it out: a twelfth of \`within\` is ${printDuration(twelfth)}`,
  });
  return { longMs, shortMs: twelfth };
}

/** A share above 0% and up to 100%. */
export function shareIn(value: unknown, field: string, at: Address, origin: object, report: Report): Rational | undefined {
  const share = typeof value === 'string' && value.endsWith('%') ? parseDecimal(value) : undefined;
  if (share && compare(share, ZERO) > 0 && compare(share, ONE) <= 0) return share;
  report.error('slo/share', at, `\`${field}\` is ${shown(value)}; it must lie above 0% and not above 100%.`, {
    origin,
    fix: "write a share of the budget of the whole window: '2%'",
  });
  return undefined;
}

/** Each tier is an alert of its own, known by its name. */
function reportNames(tiers: readonly Tier[], authored: readonly AuthoredTier[], at: Address, report: Report): void {
  for (const [index, { name }] of tiers.entries()) {
    const origin = authored[index] ?? authored;
    const fix = "give it a name of its own: name: 'page-quick'";
    if (name.trim() === '') report.error('slo/tiers', at, 'A tier has an empty name.', { origin, fix });
    else if (tiers.findIndex((other) => other.name === name) < index)
      report.error('slo/tiers', at, `Two tiers are called ${name}.`, { origin, fix });
  }
}

/** A burn rate over no time is a division by zero. */
function noTime(address: Address, origin: object, report: Report): void {
  const fix = "write the window it is spent in: within: '1h'";
  report.error('definition/duration', address, '`within` is no time at all.', { origin, fix });
}
