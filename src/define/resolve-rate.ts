import type { DeclaredRate } from '../authored/log.ts';
import { compare, ONE, parseDecimal, toNumber, ZERO } from '../kernel/decimal.ts';
import { parseBytes } from '../kernel/unit.ts';
import type { Rate, SpanRate } from '../model/telemetry.ts';
import { shown } from './resolve/shown.ts';
import type { SpanRate as AuthoredSpanRate } from './telemetry.ts';

type Say = (message: string, fix: string) => void;

/** How much is declared to arrive; undefined where nobody said, or what was said is no rate. */
export function rateIn(rate: DeclaredRate | undefined, say: Say): Rate | undefined {
  if (rate === undefined) return undefined;
  const { perSecond, size } = (rate ?? {}) as Partial<Record<keyof DeclaredRate, unknown>>; // from JavaScript it may be anything
  const isRate = typeof perSecond === 'number' && Number.isFinite(perSecond) && perSecond >= 0;
  if (!isRate)
    say(`\`rate.perSecond\` is ${shown(perSecond)}, which is no number a second.`, "write rate: { perSecond: 40, size: '300B' }");
  const bytes = typeof size === 'string' ? parseBytes(size) : undefined;
  if (!bytes) say(`\`rate.size\` is ${shown(size)}, which is no size of one.`, "write rate: { perSecond: 40, size: '300B' }");
  return isRate && bytes ? { perSecond, bytes } : undefined;
}

export function spanRateIn(authored: AuthoredSpanRate | undefined, say: Say): SpanRate | undefined {
  const rate = rateIn(authored, say);
  const kept = authored?.kept;
  const share = kept === undefined ? undefined : shareIn(kept);
  if (kept !== undefined && share === undefined)
    say(
      `\`rate.kept\` is ${shown(kept)}, which is no share from 0% to 100%.`,
      "write kept: '12%', the share of spans that is stored",
    );
  const names = authored?.names;
  const counted = Number.isSafeInteger(names) && Number(names) > 0 ? names : undefined;
  if (names !== undefined && counted === undefined)
    say(`\`rate.names\` is ${shown(names)}, which is no number of names.`, 'write names: 40, for spans of at most 40 names');
  return rate && { ...rate, kept: share, names: counted };
}

function shareIn(text: unknown): number | undefined {
  const value = typeof text === 'string' && text.endsWith('%') ? parseDecimal(text) : undefined;
  return value && compare(value, ZERO) >= 0 && compare(value, ONE) <= 0 ? toNumber(value) : undefined;
}
